package org.ocpiplatform.contract.reservations;

/** Who gave up a reservation. */
public enum ReleasedBy {
    /** The party that had reserved. */
    SENDER,
    /** The CPO, which cannot keep it. */
    CPO
}
