package org.ocpiplatform.contract.outgoing;

/** Whether an outgoing request is to be sent. */
public record Sending(Turn turn, OutgoingRequest request) {

    /** What is to be done. */
    public enum Turn {
        /** It is to be sent now. */
        SEND,
        /** It may have been sent before, but the answer was lost; it is not sent again. */
        INTERRUPTED,
        /** There is nothing to do: it was answered, or failed. */
        DONE
    }
}
