package org.ocpiplatform.api.streams;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.time.Duration;

/**
 * Ends a stream whose consumer the container has found gone. The container uses the answer for somebody else as soon as
 * it is told so, which therefore waits until nothing writes to it any more.
 *
 * @param writer the stream's thread, which completes the exchange when it ends
 */
record Departure(Thread writer) implements AsyncListener {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public void onError(AsyncEvent event) {
        writer.interrupt();
        try {
            if (!writer.join(PATIENCE)) {
                event.getAsyncContext().complete();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(event);
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
