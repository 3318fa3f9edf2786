package org.ocpiplatform.contract.syncs;

/** What a run asks for. */
public enum SyncMode {
    /** All objects. */
    FULL,
    /** The objects that changed since the last complete run. */
    DELTA
}
