package org.ocpiplatform.contract.payments;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.payments.FinancialAdvice;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;

/**
 * A FinancialAdviceConfirmation with what belongs to it and is not shown.
 *
 * @param customer the CPO that may see it, if it is known
 * @param advice what was asked for, if the platform itself captured
 */
public record ConfirmationState(
        FinancialAdviceConfirmation confirmation,
        @Nullable PartyId customer,
        @Nullable FinancialAdvice advice) {}
