package org.ocpiplatform.api.backoffice.graphql;

import graphql.ExecutionResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Writes what a subscription yields as server-sent events, in the distinct connections mode of GraphQL over SSE. The
 * client has the answer's head at once, and a comment from time to time, by which proxies see that the connection is
 * used, and we that the client is still there. One that has gone ends its subscription, and that is all.
 */
final class EventStream extends BaseSubscriber<ExecutionResult> {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** Longer than any access token lasts. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private final ServerResponse.SseBuilder client;
    private @Nullable Disposable heartbeat;

    private EventStream(ServerResponse.SseBuilder client) {
        this.client = client;
    }

    /** The answer that goes on for as long as the subscription. */
    static ServerResponse of(Publisher<?> results) {
        return ServerResponse.sse(
                client -> new EventStream(client).begin(Flux.from(results).cast(ExecutionResult.class)), LONGEST);
    }

    /** Events wait until the client has been told that it is subscribed, from when on it misses none. */
    private synchronized void begin(Flux<ExecutionResult> results) {
        client.onTimeout(this::leave).onError(gone -> leave()).onComplete(this::leave);
        heartbeat = Flux.interval(HEARTBEAT, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .subscribe(tick -> send(""));
        results.subscribe(this);
        send("subscribed");
    }

    @Override
    protected void hookOnNext(ExecutionResult result) {
        sendNext(result.toSpecification());
    }

    @Override
    protected void hookOnError(Throwable failure) {
        if (failure instanceof SubscriptionPublisherException told) {
            sendNext(told.toMap());
        } else {
            LOG.error("A subscription failed", failure);
        }
        end();
    }

    @Override
    protected void hookOnComplete() {
        end();
    }

    private synchronized void send(String comment) {
        try {
            client.comment(comment).send();
        } catch (IOException | RuntimeException e) {
            leave();
        }
    }

    private synchronized void sendNext(Map<String, Object> result) {
        try {
            client.event("next").data(result);
        } catch (IOException | RuntimeException e) {
            leave();
        }
    }

    private synchronized void end() {
        try {
            client.event("complete").data("");
            client.complete();
        } catch (IOException | RuntimeException e) {
            LOG.debug("The client has gone", e);
        }
        leave();
    }

    private void leave() {
        Disposable beating = heartbeat;
        if (beating != null) {
            beating.dispose();
        }
        cancel();
    }
}
