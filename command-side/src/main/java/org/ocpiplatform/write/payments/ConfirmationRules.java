package org.ocpiplatform.write.payments;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.payments.ConfirmationCommand.CaptureAdvice;
import org.ocpiplatform.contract.payments.ConfirmationCommand.FileConfirmation;
import org.ocpiplatform.contract.payments.ConfirmationEvent;
import org.ocpiplatform.contract.payments.ConfirmationEvent.AdviceCaptured;
import org.ocpiplatform.contract.payments.ConfirmationEvent.ConfirmationFiled;
import org.ocpiplatform.contract.payments.ConfirmationState;
import org.ocpiplatform.ocpi.payments.CaptureStatusCode;
import org.ocpiplatform.ocpi.payments.FinancialAdvice;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.types.TaxAmount;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Writes;

/** What a FinancialAdviceConfirmation says, once and for all (OCPI 2.3.0, chapter Payments). */
final class ConfirmationRules {

    private static final Price NOTHING = new Price(BigDecimal.ZERO, List.of(), Map.of());

    private ConfirmationRules() {}

    static List<ConfirmationEvent> file(@Nullable ConfirmationState current, FileConfirmation command) {
        FinancialAdviceConfirmation incoming = Validation.valid(command.confirmation());
        ReplicaId id = command.confirmationId();
        Writes.requireSame("id", id.id(), incoming.id());
        if (current == null) {
            Writes.refuseReservedId(id);
            return List.of(new ConfirmationFiled(id, incoming, command.customer()));
        }
        if (!incoming.equals(current.confirmation())) {
            throw Rejection.invalid("the confirmation exists already, with other content, and never changes");
        }
        return List.of();
    }

    /**
     * The confirmation that answers a repeat.
     *
     * @throws Rejection if the request is none
     */
    static FinancialAdviceConfirmation repeated(ConfirmationState current, CaptureAdvice command) {
        FinancialAdvice advice = valid(command.advice());
        FinancialAdviceConfirmation confirmation = current.confirmation();
        FinancialAdvice first = current.advice();
        // Of what the PTP captured by itself only the result is known.
        Price amount = first == null ? confirmation.totalCosts() : first.totalCosts();
        boolean same = confirmation.authorizationReference().equals(advice.authorizationReference())
                && confirmation.currency().equals(advice.currency())
                && amount.beforeTaxes().compareTo(advice.totalCosts().beforeTaxes()) == 0
                && total(amount).compareTo(total(advice.totalCosts())) == 0;
        boolean theirs = command.asker() == null
                || current.customer() == null
                || command.asker().equals(current.customer());
        if (!same || !theirs) {
            throw Rejection.invalid(
                    "authorization_reference is settled already, with another amount or by another CPO");
        }
        return confirmation;
    }

    static AdviceCaptured capture(CaptureAdvice command, PaymentProvider provider, Instant now) {
        FinancialAdvice advice = valid(command.advice());
        ReplicaId id = command.confirmationId();
        Capture capture = provider.capture(new CaptureRequest(
                id.toString(), id.owner(), advice.authorizationReference(), advice.totalCosts(), advice.currency()));
        return new AdviceCaptured(id, confirmation(id, advice, capture, now), command.customer(), advice);
    }

    private static FinancialAdviceConfirmation confirmation(
            ReplicaId id, FinancialAdvice advice, Capture capture, Instant now) {
        Instant lastUpdated = now.truncatedTo(ChronoUnit.MILLIS);
        return switch (capture) {
            case Capture.Captured captured ->
                new FinancialAdviceConfirmation(
                        id.id(),
                        advice.authorizationReference(),
                        captured.amount(),
                        advice.currency(),
                        captured.eftData(),
                        total(captured.amount()).compareTo(total(advice.totalCosts())) < 0
                                ? CaptureStatusCode.PARTIAL_SUCCESS
                                : CaptureStatusCode.SUCCESS,
                        captured.message(),
                        lastUpdated,
                        Map.of());
            case Capture.Refused refused ->
                new FinancialAdviceConfirmation(
                        id.id(),
                        advice.authorizationReference(),
                        NOTHING,
                        advice.currency(),
                        List.of(),
                        CaptureStatusCode.FAILED,
                        refused.message(),
                        lastUpdated,
                        Map.of());
        };
    }

    private static FinancialAdvice valid(FinancialAdvice advice) {
        Validation.valid(advice);
        if (advice.totalCosts().beforeTaxes().signum() < 0
                || total(advice.totalCosts()).signum() < 0) {
            throw Rejection.invalid("total_costs must not be negative");
        }
        return advice;
    }

    private static BigDecimal total(Price price) {
        return price.taxes().stream().map(TaxAmount::amount).reduce(price.beforeTaxes(), BigDecimal::add);
    }
}
