package org.ocpiplatform.contract.payments;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.payments.FinancialAdvice;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;

/** What can be asked of a FinancialAdviceConfirmation, which comes into being once and never changes. */
public sealed interface ConfirmationCommand {

    /** The confirmation that is meant. */
    ReplicaId confirmationId();

    /**
     * Files what the owning PTP captured by itself. Answered by a {@link org.ocpiplatform.contract.WriteResult}.
     *
     * @param confirmation a valid object, whole
     * @param customer the CPO that may see it, if it is known; the first filing decides
     */
    record FileConfirmation(
            @TargetAggregateIdentifier ReplicaId confirmationId,
            FinancialAdviceConfirmation confirmation,
            @Nullable PartyId customer)
            implements ConfirmationCommand {}

    /**
     * Captures an amount at the payment provider, and confirms it. A repeat captures nothing. Answered by a
     * {@link CaptureDecision}.
     *
     * @param advice a valid object
     * @param customer the CPO that may see the confirmation, if it is known
     * @param asker the CPO that asks; null if it is the owner
     */
    record CaptureAdvice(
            @TargetAggregateIdentifier ReplicaId confirmationId,
            FinancialAdvice advice,
            @Nullable PartyId customer,
            @Nullable PartyId asker)
            implements ConfirmationCommand {}
}
