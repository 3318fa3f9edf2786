package org.ocpiplatform.contract.changes;

import java.time.Duration;
import java.util.List;

/** One follower's way through the changes; used by one thread at a time. */
public interface ChangeReader extends AutoCloseable {

    /**
     * The next changes, in order of their positions, without a gap and without a repeat.
     *
     * @param limit changes at most
     * @param patience how long to wait for the first one if there is none yet, or to look for it
     * @throws org.ocpiplatform.contract.Rejection if the platform is stopping
     */
    Page read(int limit, Duration patience) throws InterruptedException;

    @Override
    void close();

    /**
     * Some changes.
     *
     * @param changes none if there were none in time
     * @param position up to which everything has been read, whether it was of interest or not
     */
    record Page(List<Change> changes, long position) {

        public Page {
            changes = List.copyOf(changes);
        }
    }
}
