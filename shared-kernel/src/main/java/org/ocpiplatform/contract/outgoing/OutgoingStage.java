package org.ocpiplatform.contract.outgoing;

/** Where a request of ours to a partner's charge point is on its way. */
public enum OutgoingStage {
    /** It is to be sent, or was sent and nobody knows whether it arrived. */
    REQUESTED,
    /** The partner did not take it; final. */
    REFUSED,
    /** The partner took it, and its result is awaited. */
    ACCEPTED,
    /** The charge point does as it was asked; final. */
    SUCCEEDED,
    /** The charge point does not do as it was asked; final. */
    FAILED,
    /** No result came in time; final. */
    EXPIRED
}
