package org.ocpiplatform.api.messaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;

/** Waits for answers and throws what went wrong itself, not what it was wrapped in on the way. */
final class Causes {

    private static final long PATIENCE_SECONDS = 30;

    private Causes() {}

    static <R> R await(CompletableFuture<R> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
        return switch (cause) {
            case AggregateNotFoundException unknown -> notFound(String.valueOf(unknown.getAggregateIdentifier()));
            case RuntimeException unchecked -> unchecked;
            default -> new IllegalStateException(cause);
        };
    }

    private static Rejection notFound(String aggregateId) {
        try {
            return ReplicaId.parse(aggregateId).kind().notFound();
        } catch (IllegalArgumentException e) {
            return Rejection.notFound("object");
        }
    }
}
