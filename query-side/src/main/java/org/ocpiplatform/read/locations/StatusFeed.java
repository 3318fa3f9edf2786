package org.ocpiplatform.read.locations;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.fleet.EvseStatusChange;
import org.ocpiplatform.contract.fleet.FleetQuery.WatchEvseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Hands changes of status to those who watch on this node. As long as there is anybody, one thread reads the event
 * store from its end on, so that all is seen whichever node runs the projection. Nobody waits for anybody: who does not
 * take changes fast enough is let go with an error.
 */
@Component
final class StatusFeed {

    private static final Logger LOG = LoggerFactory.getLogger(StatusFeed.class);
    /** How many changes may wait for one watcher. */
    private static final int BUFFER = 1_000;

    private static final int WAIT_MILLIS = 500;

    private final LocationProjector projector;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private @Nullable Thread tail;
    private boolean stopped;

    StatusFeed(LocationProjector projector, StreamableMessageSource<TrackedEventMessage<?>> events) {
        this.projector = projector;
        this.events = events;
    }

    private record Watcher(WatchEvseStatus query, Sinks.Many<EvseStatusChange> changes) {

        void tell(EvseStatusChange change) {
            if (query.covers(change) && changes.tryEmitNext(change) == Sinks.EmitResult.FAIL_OVERFLOW) {
                changes.tryEmitError(new Rejection(
                        Rejection.Code.UNAVAILABLE, "more than " + BUFFER + " changes were waiting to be taken"));
            }
        }
    }

    @QueryHandler
    Flux<EvseStatusChange> handle(WatchEvseStatus query) {
        return Flux.defer(() -> {
            Watcher watcher =
                    new Watcher(query, Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(BUFFER)));
            join(watcher);
            return watcher.changes.asFlux().doFinally(signal -> leave(watcher));
        });
    }

    private synchronized void join(Watcher watcher) {
        if (stopped) {
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the platform is stopping");
        }
        watchers.add(watcher);
        if (tail == null) {
            // Opened here, so that nothing is missed from now on.
            BlockingStream<TrackedEventMessage<?>> stream = events.openStream(events.createHeadToken());
            tail = Thread.ofPlatform().daemon().name("evse-status").start(() -> follow(stream));
        }
    }

    private synchronized void leave(Watcher watcher) {
        watchers.remove(watcher);
        if (watchers.isEmpty() && tail != null) {
            tail.interrupt();
            tail = null;
        }
    }

    private void follow(BlockingStream<TrackedEventMessage<?>> stream) {
        StatusTail tailed = new StatusTail(projector.projection());
        try (stream) {
            while (!Thread.currentThread().isInterrupted()) {
                if (stream.hasNextAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS)
                        && stream.nextAvailable() instanceof DomainEventMessage<?> event) {
                    tailed.on(event, change -> watchers.forEach(watcher -> watcher.tell(change)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!isTail(Thread.currentThread())) {
                return;
            }
            LOG.error("Changes of status can no longer be followed; those who watch are let go", e);
            letAllGo("changes of status cannot be followed at the moment");
        }
    }

    private synchronized boolean isTail(Thread thread) {
        return tail == thread;
    }

    private void letAllGo(String why) {
        List<Watcher> left;
        synchronized (this) {
            left = List.copyOf(watchers);
            watchers.clear();
            tail = null;
        }
        left.forEach(watcher -> watcher.changes.tryEmitError(new Rejection(Rejection.Code.UNAVAILABLE, why)));
    }

    /** Before the edge begins to wait for what it still answers. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        Thread following;
        synchronized (this) {
            stopped = true;
            following = tail;
        }
        if (following != null) {
            following.interrupt();
        }
        letAllGo("the platform is stopping");
    }
}
