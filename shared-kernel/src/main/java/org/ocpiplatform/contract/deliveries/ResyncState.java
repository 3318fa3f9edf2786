package org.ocpiplatform.contract.deliveries;

/** How far a resync has come. */
public enum ResyncState {
    RUNNING,
    FINISHED,
    /** It ended early, because the partner is no longer called. */
    ABANDONED
}
