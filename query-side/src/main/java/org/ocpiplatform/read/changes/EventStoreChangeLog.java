package org.ocpiplatform.read.changes;

import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.changes.ChangeLog;
import org.ocpiplatform.contract.changes.ChangeReader;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The changes that the events of the event store are. Every reader goes along the store by itself, at its own pace: the
 * latest events come from memory that all readers share, older ones from the database. Positions have no gaps and are
 * visible in their order, so that nothing that is committed late is passed over.
 */
@Component
final class EventStoreChangeLog implements ChangeLog {

    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final ChangeRenderer renderer;
    private final SecretSeal seal;
    private final Set<EventStoreChangeReader> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    EventStoreChangeLog(
            StreamableMessageSource<TrackedEventMessage<?>> events, ChangeRenderer renderer, SecretSeal seal) {
        this.events = events;
        this.renderer = renderer;
        this.seal = seal;
    }

    @Override
    public long head() {
        TrackingToken head = events.createHeadToken();
        return head == null ? 0 : head.position().orElse(0);
    }

    @Override
    public ChangeReader open(long after, Set<String> modules, @Nullable SealedSecret pseudonymKey) {
        UnaryOperator<Change> told = pseudonymKey == null
                ? UnaryOperator.identity()
                : new Pseudonyms(Base64.getDecoder().decode(seal.open(pseudonymKey)))::of;
        EventStoreChangeReader reader = new EventStoreChangeReader(
                events.openStream(after == 0 ? null : new GlobalSequenceTrackingToken(after)),
                after,
                Set.copyOf(modules),
                renderer,
                told,
                open::remove);
        open.add(reader);
        if (stopped) {
            reader.close();
            throw stopping();
        }
        return reader;
    }

    static Rejection stopping() {
        return new Rejection(Rejection.Code.UNAVAILABLE, "the platform is stopping");
    }

    /** Before the edge begins to wait for what it still answers. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopped = true;
        open.forEach(EventStoreChangeReader::close);
    }
}
