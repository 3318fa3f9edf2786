package org.ocpiplatform.read.history;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.objects.ObjectShape.MessageFold;

/**
 * How the events of one kind of aggregate become an object that is shown.
 *
 * @param <S> the state that the events are folded into
 * @param <E> the sealed family of the events
 * @param address of the object with an identifier of an aggregate, by its state
 */
record Chronicle<S, E>(
        Class<E> eventType,
        MessageFold<S, E> fold,
        Function<S, ?> shown,
        BiFunction<String, S, ObjectAddress> address) {

    /** The state after one more event. */
    @Nullable
    S next(@Nullable Object before, DomainEventMessage<?> event) {
        return fold.apply(before == null ? null : cast(before), eventType.cast(event.getPayload()), event);
    }

    /** Whether it is of remote requests, whose aggregates are known by their uids alone. */
    boolean ofRequests() {
        return eventType == IncomingRequestEvent.class || eventType == OutgoingRequestEvent.class;
    }

    /** The object of a state as partners are given it; none if it is withdrawn. */
    @Nullable
    String json(@Nullable Object state) {
        return state == null ? null : OcpiJson.mapper().writeValueAsString(shown.apply(cast(state)));
    }

    /** Whose object a state is. */
    ObjectAddress addressOf(String aggregateId, Object state) {
        return address.apply(aggregateId, cast(state));
    }

    @SuppressWarnings("unchecked") // whatever this chronicle is given, it has folded before
    private S cast(Object state) {
        return (S) state;
    }
}
