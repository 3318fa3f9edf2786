package org.ocpiplatform.write;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.MetaData;
import org.ocpiplatform.contract.Rejection;
import org.springframework.stereotype.Component;

/** Sends commands on behalf of a longer process, one after another; what they led to is stored when this returns. */
@Component
public final class Steps {

    private static final long PATIENCE_SECONDS = 30;

    /** Within the unit of work around it a step would hold its aggregates, and store its events, only at that one's end. */
    private static final Executor BESIDE =
            task -> Thread.ofVirtual().name("step").start(task);

    private final CommandGateway gateway;

    /** Sent by this gateway. */
    public Steps(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Sends a command, and throws what went wrong itself, not what it was wrapped in.
     *
     * @param origin by the keys of {@link org.ocpiplatform.contract.MessageOrigin}
     * @param answer type of what the command's handler answers
     * @throws Rejection if the command is refused, or not answered in time
     */
    public <R> R take(Object command, Map<String, ?> origin, Class<R> answer) {
        try {
            return answer.cast(
                    CompletableFuture.supplyAsync(() -> gateway.<Object>send(command, MetaData.from(origin)), BESIDE)
                            .thenCompose(sent -> sent)
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            throw new Rejection(Rejection.Code.UNAVAILABLE, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the platform is stopping");
        }
    }

    private static RuntimeException unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause instanceof HandlerExecutionException)) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
