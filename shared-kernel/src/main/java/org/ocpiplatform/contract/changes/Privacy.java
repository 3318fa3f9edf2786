package org.ocpiplatform.contract.changes;

/** What followers of changes learn about drivers. */
public enum Privacy {
    /** Everything. */
    FULL,
    /** Keyed hashes in place of what identifies drivers and their contracts. */
    PSEUDONYMISED
}
