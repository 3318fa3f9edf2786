package org.ocpiplatform.contract;

/**
 * What a command did to its aggregate.
 *
 * @param aggregateId the aggregate's identifier
 * @param revision sequence number of the aggregate's last event; 0 is the first
 */
public record WriteResult(Kind kind, String aggregateId, long revision) {

    /** Whether the aggregate is new, changed, or was already as commanded. */
    public enum Kind {
        CREATED,
        UPDATED,
        UNCHANGED
    }
}
