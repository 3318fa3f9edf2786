package org.ocpiplatform.contract.payments;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.payments.ConfirmationEvent.AdviceCaptured;
import org.ocpiplatform.contract.payments.ConfirmationEvent.ConfirmationFiled;

/** The state of a confirmation after its one event; the aggregate, the projector and the audit all use this fold. */
public final class ConfirmationFold {

    private ConfirmationFold() {}

    /**
     * The confirmation that the event brought.
     *
     * @param current the confirmation before it, which is null, as there is one event only
     */
    public static ConfirmationState apply(@Nullable ConfirmationState current, ConfirmationEvent event) {
        return switch (event) {
            case ConfirmationFiled filed -> new ConfirmationState(filed.confirmation(), filed.customer(), null);
            case AdviceCaptured captured ->
                new ConfirmationState(captured.confirmation(), captured.customer(), captured.advice());
        };
    }
}
