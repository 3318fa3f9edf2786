package org.ocpiplatform.eventstore;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** Events one caller wants stored together, and the outcome that caller waits for. */
final class PendingAppend {

    private final List<NewEvent> events;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();

    PendingAppend(List<NewEvent> events) {
        this.events = events;
    }

    List<NewEvent> events() {
        return events;
    }

    /** Either the writer claims the append to write it, or the caller does to withdraw it; the first one wins. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void succeed() {
        outcome.complete(null);
    }

    void fail(EventStoreException cause) {
        outcome.completeExceptionally(cause);
    }

    /** The database refused these events. */
    void fail(SQLException cause) {
        outcome.completeExceptionally(cause);
    }

    /**
     * Waits until the events are committed. The timeout applies until the writer has claimed the append; from then on
     * the outcome is open and only the writer can tell it.
     */
    void await(long timeoutNanos) throws SQLException {
        boolean interrupted = false;
        try {
            outcome.get(timeoutNanos, TimeUnit.NANOSECONDS);
            return;
        } catch (TimeoutException e) {
            if (claim()) {
                throw new EventStoreException("The events were not stored: the writer did not get to them in time", e);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            if (claim()) {
                Thread.currentThread().interrupt();
                throw new EventStoreException("The events were not stored: interrupted while waiting", e);
            }
        } catch (ExecutionException e) {
            throw failure(e);
        }
        awaitClaimed(interrupted);
    }

    private void awaitClaimed(boolean alreadyInterrupted) throws SQLException {
        boolean interrupted = alreadyInterrupted;
        try {
            while (true) {
                try {
                    outcome.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SQLException failure(ExecutionException e) {
        if (e.getCause() instanceof SQLException refusal) {
            return refusal;
        }
        throw (EventStoreException) e.getCause();
    }
}
