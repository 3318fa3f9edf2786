package org.ocpiplatform.contract.payments;

import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;

/** What was captured, now or when it was first asked for, and what the command did to the history. */
public record CaptureDecision(FinancialAdviceConfirmation confirmation, WriteResult result) {}
