package org.ocpiplatform.write.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.types.TaxAmount;
import org.springframework.stereotype.Component;

/**
 * A payment provider that moves no money. It captures every amount in full, unless the authorization_reference tells it
 * otherwise by its beginning, in any case, as the numbers of test cards do:
 *
 * <ul>
 *   <li>{@code SIM-PARTIAL}: half of the amount, before taxes and of each tax, rounded half up to the digits given
 *   <li>{@code SIM-DECLINED}: nothing is captured
 *   <li>{@code SIM-DOWN}: the provider does not answer
 * </ul>
 */
@Component
final class SimulatedPaymentProvider implements PaymentProvider {

    private static final String PARTIAL = "SIM-PARTIAL";
    private static final String DECLINED = "SIM-DECLINED";
    private static final String DOWN = "SIM-DOWN";
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    @Override
    public Capture capture(CaptureRequest request) {
        String reference = request.authorizationReference().key();
        if (reference.startsWith(DOWN)) {
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the payment provider does not answer; try again later");
        }
        if (reference.startsWith(DECLINED)) {
            return new Capture.Refused(CiString.of("Declined"));
        }
        boolean partial = reference.startsWith(PARTIAL);
        return new Capture.Captured(
                partial ? half(request.amount()) : request.amount(),
                List.of(
                        CiString.of("SIMULATED CARD ****0000"),
                        CiString.of("AUTH " + request.authorizationReference())),
                CiString.of(partial ? "Captured in part" : "Captured in full"));
    }

    private static Price half(Price price) {
        List<TaxAmount> taxes = price.taxes().stream()
                .map(tax -> new TaxAmount(
                        tax.name(), tax.accountNumber(), tax.percentage(), half(tax.amount()), tax.extensions()))
                .toList();
        return new Price(half(price.beforeTaxes()), taxes, price.extensions());
    }

    private static BigDecimal half(BigDecimal amount) {
        return amount.divide(TWO, amount.scale(), RoundingMode.HALF_UP);
    }
}
