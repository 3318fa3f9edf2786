package org.ocpiplatform.contract.incoming;

/** Where a request of a partner to a charge point is on its way. */
public enum IncomingStage {
    /** It came in, and the charge point back end has not said yet whether it takes it. */
    RECEIVED,
    /** It was answered that nothing is done; final, no result follows. */
    REJECTED,
    /** The charge point back end has it. */
    FORWARDED,
    /** The partner took the result. */
    RESULT_SENT,
    /** The partner could not be told the result. */
    RESULT_UNDELIVERABLE
}
