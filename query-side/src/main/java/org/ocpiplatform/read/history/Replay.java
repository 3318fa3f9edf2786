package org.ocpiplatform.read.history;

import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/** One way along the events of an object, from the first on. */
final class Replay {

    private final Chronicles chronicles;
    private final DomainEventStream events;
    private @Nullable Chronicle<?, ?> chronicle;
    private @Nullable Object state;
    private @Nullable String aggregateId;
    private long next;

    Replay(Chronicles chronicles, DomainEventStream events) {
        this.chronicles = chronicles;
        this.events = events;
    }

    /** Goes on as long as the next event is of that sort; the revision reached, -1 if none was of it. */
    long goWhile(Predicate<DomainEventMessage<?>> wanted) {
        long reached = -1;
        while (events.hasNext() && wanted.test(events.peek())) {
            reached = step().getSequenceNumber();
        }
        return reached;
    }

    /** The next event, if it has a revision; all before that are folded. None if there is no such event. */
    @Nullable
    DomainEventMessage<?> goTo(long revision) {
        goWhile(event -> event.getSequenceNumber() < revision);
        return events.hasNext() && events.peek().getSequenceNumber() == revision ? events.peek() : null;
    }

    /**
     * Folds one more event.
     *
     * @throws IllegalStateException if events are missing before it
     */
    DomainEventMessage<?> step() {
        DomainEventMessage<?> event = events.next();
        aggregateId = event.getAggregateIdentifier();
        if (event.getSequenceNumber() != next++) {
            throw new IllegalStateException("events are missing before revision " + event.getSequenceNumber());
        }
        chronicle = chronicles
                .of(event.getPayloadType())
                .orElseThrow(() -> new IllegalStateException(event.getPayloadType() + " has no history"));
        state = chronicle.next(state, event);
        return event;
    }

    /** The object as it stands here; none if it is withdrawn, or nothing of it is known yet. */
    @Nullable
    String json() {
        return chronicle == null ? null : chronicle.json(state);
    }

    @Nullable
    String aggregateId() {
        return aggregateId;
    }
}
