package org.ocpiplatform.contract.reservations;

/**
 * A reservation as it stands.
 *
 * @param hold what is held, or was last
 */
public record ReservationState(ReservationId id, Hold hold, ReservationStage stage) {

    /** Whether the charge point is kept for the driver. */
    public boolean held() {
        return stage == ReservationStage.HELD;
    }
}
