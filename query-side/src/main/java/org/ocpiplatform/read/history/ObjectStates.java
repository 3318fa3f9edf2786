package org.ocpiplatform.read.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.privacy.Forgetful;
import org.springframework.stereotype.Component;

/**
 * Objects as they stood after any of their events. Who goes along the events of the store finds the state before the
 * next event of an object remembered, as long as not too many other objects lie in between; else the object's stream is
 * folded from its beginning.
 */
@Component
public final class ObjectStates implements Forgetful {

    private static final long REMEMBERED_CHARACTERS = 64L * 1024 * 1024;
    private static final int OVERHEAD = 200;

    private final EventStore events;
    private final Chronicles chronicles;
    private final Cache<Moment, Remembered> remembered = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_CHARACTERS)
            .weigher((Moment moment, Remembered state) -> state.weight())
            .softValues()
            .build();
    private final AtomicLong forgotten = new AtomicLong();

    ObjectStates(EventStore events, Chronicles chronicles) {
        this.events = events;
        this.chronicles = chronicles;
    }

    /** What was remembered before something was forgotten is not asked for any more. */
    private record Moment(long forgotten, String aggregateId, long revision) {}

    /** A state that other states are made from, and its JSON; null inside if the object was withdrawn. */
    private record Remembered(
            @Nullable Object state,
            @Nullable ObjectAddress address,
            @Nullable String json) {

        /** The state takes about as much as its JSON. */
        int weight() {
            return OVERHEAD + (json == null ? 0 : 2 * json.length());
        }
    }

    @Override
    public void forget() {
        forgotten.incrementAndGet();
        remembered.invalidateAll();
    }

    /** The object that an event belongs to, after that event; none if it is an event of nothing that is shown. */
    public Optional<Folded> after(DomainEventMessage<?> event) {
        return chronicles.of(event.getPayloadType()).flatMap(chronicle -> after(chronicle, event));
    }

    /** Everybody who follows the changes asks for the same ones at the same time, so each is made by one of them. */
    private Optional<Folded> after(Chronicle<?, ?> chronicle, DomainEventMessage<?> event) {
        Moment moment = new Moment(forgotten.get(), event.getAggregateIdentifier(), event.getSequenceNumber());
        Remembered after = remembered.get(moment, key -> made(chronicle, event, key));
        return Optional.ofNullable(after.address())
                .map(address -> new Folded(address, after.json(), event.getSequenceNumber()));
    }

    private Remembered made(Chronicle<?, ?> chronicle, DomainEventMessage<?> event, Moment moment) {
        Remembered before = moment.revision() == 0
                ? null
                : before(chronicle, new Moment(moment.forgotten(), moment.aggregateId(), moment.revision() - 1));
        Object state = chronicle.next(before == null ? null : before.state(), event);
        ObjectAddress address = state != null
                ? chronicle.addressOf(moment.aggregateId(), state)
                : before == null ? null : before.address();
        return new Remembered(state, address, chronicle.json(state));
    }

    private Remembered before(Chronicle<?, ?> chronicle, Moment moment) {
        Remembered known = remembered.getIfPresent(moment);
        if (known != null) {
            return known;
        }
        Object state = null;
        ObjectAddress address = null;
        DomainEventStream stream = events.readEvents(moment.aggregateId(), 0);
        while (stream.hasNext()) {
            DomainEventMessage<?> earlier = stream.next();
            if (earlier.getSequenceNumber() > moment.revision()) {
                break;
            }
            state = chronicle.next(state, earlier);
            if (state != null) {
                address = chronicle.addressOf(moment.aggregateId(), state);
            }
        }
        return new Remembered(state, address, null);
    }
}
