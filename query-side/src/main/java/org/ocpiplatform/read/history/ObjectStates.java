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

    /** A state that other states are made from; null inside if the object was withdrawn. */
    private record Remembered(
            @Nullable Object state, @Nullable ObjectAddress address, int weight) {}

    @Override
    public void forget() {
        forgotten.incrementAndGet();
        remembered.invalidateAll();
    }

    /** The object that an event belongs to, after that event; none if it is an event of nothing that is shown. */
    public Optional<Folded> after(DomainEventMessage<?> event) {
        return chronicles.of(event.getPayloadType()).flatMap(chronicle -> after(chronicle, event));
    }

    private Optional<Folded> after(Chronicle<?, ?> chronicle, DomainEventMessage<?> event) {
        String id = event.getAggregateIdentifier();
        long revision = event.getSequenceNumber();
        long known = forgotten.get();
        Remembered before = revision == 0 ? null : before(chronicle, new Moment(known, id, revision - 1));
        Object state = chronicle.next(before == null ? null : before.state(), event);
        ObjectAddress address =
                state != null ? chronicle.addressOf(id, state) : before == null ? null : before.address();
        String json = chronicle.json(state);
        remembered.put(
                new Moment(known, id, revision),
                new Remembered(state, address, OVERHEAD + (json == null ? 0 : json.length())));
        return Optional.ofNullable(address).map(found -> new Folded(found, json, revision));
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
        return new Remembered(state, address, 0);
    }
}
