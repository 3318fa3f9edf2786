package org.ocpiplatform.contract.syncs;

/**
 * What became of the objects of a run.
 *
 * @param read objects that the partner gave
 * @param unchanged those that were here already, as they are or newer
 * @param ignored those of parties that are not the partner's
 * @param refused those that cannot be read or break a rule
 */
public record SyncCounts(long read, long created, long updated, long unchanged, long ignored, long refused) {

    /** Those of a run that has read nothing yet. */
    public static final SyncCounts NONE = new SyncCounts(0, 0, 0, 0, 0, 0);

    /** These and others. */
    public SyncCounts plus(SyncCounts others) {
        return new SyncCounts(
                read + others.read,
                created + others.created,
                updated + others.updated,
                unchanged + others.unchanged,
                ignored + others.ignored,
                refused + others.refused);
    }
}
