package org.ocpiplatform.contract.syncs;

/** How a synchronisation stands. */
public enum SyncStatus {
    /** A run is to begin. */
    WAITING,
    /** A run is under way, or ended with the process that made it and is taken up again. */
    RUNNING,
    /** The last run came to its end. */
    COMPLETED,
    /** The last run did not come to its end, and is repeated. */
    FAILED
}
