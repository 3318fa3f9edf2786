package org.ocpiplatform.eventstore;

import javax.sql.DataSource;

/** Learns from a database whose events are stored elsewhere that something is to be forgotten. */
public final class ForgetNotices implements AutoCloseable {

    private final HeadListener listener;

    private ForgetNotices(HeadListener listener) {
        this.listener = listener;
    }

    /**
     * Begins to listen.
     *
     * @param forget is called for each notice, and whenever some may have been missed
     */
    public static ForgetNotices listen(DataSource dataSource, Runnable forget) {
        // A log that nobody reads: the table of events is, and stays, empty.
        HeadListener listener =
                new HeadListener(dataSource, EventStoreSettings.defaults(), new CommitLog(1, 1), pid -> false, forget);
        listener.start();
        return new ForgetNotices(listener);
    }

    @Override
    public void close() {
        listener.close();
    }
}
