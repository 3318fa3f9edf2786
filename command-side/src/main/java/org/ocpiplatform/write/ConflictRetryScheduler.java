package org.ocpiplatform.write;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Repeats a command that lost a race for its aggregate, on the state that won. Rejections are final; other failures are
 * for the caller to repeat, because whether they had an effect may be unknown.
 */
final class ConflictRetryScheduler implements RetryScheduler, AutoCloseable {

    private static final int MAX_ATTEMPTS = 12;
    private static final int MAX_DELAY_MILLIS = 200;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("command-retry-", 0).factory());

    @Override
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        if (!isConflict(lastFailure) || failures.size() > MAX_ATTEMPTS) {
            return false;
        }
        int ceiling = Math.min(MAX_DELAY_MILLIS, 2 << Math.min(failures.size(), 8));
        try {
            executor.schedule(dispatch, ThreadLocalRandom.current().nextInt(ceiling), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static boolean isConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
