package org.ocpiplatform.contract.reservations;

/** What has become of a reservation. */
public enum ReservationStage {
    HELD,
    /** Given up by the party that had reserved. */
    RELEASED,
    /** Given up by the CPO. */
    CANCELED,
    /** The driver charges. */
    USED,
    /** The driver did not come in time. */
    EXPIRED
}
