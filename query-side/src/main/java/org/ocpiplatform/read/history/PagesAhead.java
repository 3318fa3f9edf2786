package org.ocpiplatform.read.history;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.ocpiplatform.contract.history.Pages;
import org.ocpiplatform.read.projection.ReadAhead;

/** Pages of which the next one is read while the one before it is on its way to whoever asked. */
final class PagesAhead<T> implements Pages<T> {

    private final Pages<T> pages;
    private final ReadAhead<List<T>> ahead;

    /**
     * Pages as others give them.
     *
     * @param name of the thread that reads them
     */
    PagesAhead(Pages<T> pages, String name) {
        this.pages = pages;
        this.ahead = new ReadAhead<>(pages::next, name);
    }

    @Override
    public List<T> next() {
        try {
            return ahead.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a page was read");
        }
    }

    @Override
    public void close() {
        ahead.close();
        pages.close();
    }
}
