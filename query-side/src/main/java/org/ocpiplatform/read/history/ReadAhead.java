package org.ocpiplatform.read.history;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.history.Pages;

/** Pages of which the next one is read while the one before it is on its way to whoever asked. */
final class ReadAhead<T> implements Pages<T> {

    private final Pages<T> pages;
    private final ExecutorService reader;
    private @Nullable Future<List<T>> next;

    /**
     * Pages as others give them.
     *
     * @param name of the thread that reads them
     */
    ReadAhead(Pages<T> pages, String name) {
        this.pages = pages;
        this.reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public List<T> next() {
        List<T> page = read(next == null ? reader.submit(pages::next) : next);
        next = page.isEmpty() ? null : reader.submit(pages::next);
        return page;
    }

    private static <T> List<T> read(Future<List<T>> page) {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a page was read");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for the page that is being read, since nothing must be read from what is closed. */
    @Override
    public void close() {
        reader.close();
        pages.close();
    }
}
