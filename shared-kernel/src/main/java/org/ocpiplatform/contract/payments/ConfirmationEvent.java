package org.ocpiplatform.contract.payments;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.payments.FinancialAdvice;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;

/** How a FinancialAdviceConfirmation came into being; it has no other events. */
public sealed interface ConfirmationEvent {

    /** The confirmation that came into being. */
    ReplicaId confirmationId();

    /** The confirmation. */
    FinancialAdviceConfirmation confirmation();

    /** The CPO that may see it, if it is known. */
    @Nullable
    PartyId customer();

    /** The owning PTP filed what it had captured by itself. */
    @Revision("1")
    @StoredType("financial_advice_confirmations.filed")
    record ConfirmationFiled(
            ReplicaId confirmationId,
            FinancialAdviceConfirmation confirmation,
            @Nullable PartyId customer) implements ConfirmationEvent {}

    /**
     * This platform captured through the payment provider, or tried to.
     *
     * @param advice what was asked for
     */
    @Revision("1")
    @StoredType("financial_advice_confirmations.captured")
    record AdviceCaptured(
            ReplicaId confirmationId,
            FinancialAdviceConfirmation confirmation,
            @Nullable PartyId customer,
            FinancialAdvice advice)
            implements ConfirmationEvent {}
}
