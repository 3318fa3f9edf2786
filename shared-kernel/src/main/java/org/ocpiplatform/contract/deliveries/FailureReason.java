package org.ocpiplatform.contract.deliveries;

import java.util.Set;

/** What the fixed words for why pushes failed mean to the ledger. */
public final class FailureReason {

    /** Too many calls were under way, or the partner was given a rest. */
    private static final Set<String> HELD_BACK = Set.of("BUSY", "CIRCUIT_OPEN");

    private FailureReason() {}

    /** Whether this platform did not even try, which says nothing new about the partner or the object. */
    public static boolean heldBack(String reason) {
        return HELD_BACK.contains(reason);
    }
}
