package org.ocpiplatform.ocpi.commands;

/** What a charge point did with a command (OCPI 2.3.0, CommandResultType enum). */
public enum CommandResultType {
    ACCEPTED,
    /** The CPO gave up a reservation that it had accepted; told after the result of RESERVE_NOW. */
    CANCELED_RESERVATION,
    EVSE_OCCUPIED,
    EVSE_INOPERATIVE,
    FAILED,
    NOT_SUPPORTED,
    REJECTED,
    /** The charge point did not answer. */
    TIMEOUT,
    UNKNOWN_RESERVATION
}
