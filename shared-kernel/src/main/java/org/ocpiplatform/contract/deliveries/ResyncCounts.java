package org.ocpiplatform.contract.deliveries;

/**
 * What a resync has done so far, in objects.
 *
 * @param compared looked at
 * @param pushed that the partner lacked or had differently, and took
 * @param unchanged that the partner had as they are
 * @param failed that could not be compared, or that the partner did not take
 */
public record ResyncCounts(long compared, long pushed, long unchanged, long failed) {

    /** At the beginning. */
    public static final ResyncCounts NONE = new ResyncCounts(0, 0, 0, 0);

    /** Together with what was done after. */
    public ResyncCounts plus(ResyncCounts more) {
        return new ResyncCounts(
                compared + more.compared, pushed + more.pushed, unchanged + more.unchanged, failed + more.failed);
    }
}
