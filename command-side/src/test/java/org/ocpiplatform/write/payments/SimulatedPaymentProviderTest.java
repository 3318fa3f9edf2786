package org.ocpiplatform.write.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.types.TaxAmount;

class SimulatedPaymentProviderTest {

    @ParameterizedTest
    @CsvSource({
        "AUTH-1, 6.10, 6.10, 1.28, 1.28",
        "MY-SIM-PARTIAL, 6.10, 6.10, 1.28, 1.28",
        "SIM-PARTIAL-1, 6.10, 3.05, 1.28, 0.64",
        "sim-partial, 0.05, 0.03, 0.0001, 0.0001",
        "SIM-PARTIAL, 5, 3, 0, 0"
    })
    void theReferenceDecidesHowMuchIsCaptured(
            String reference, String amount, String captured, String tax, String capturedTax) {
        assertThat(capture(reference, amount, tax)).isInstanceOfSatisfying(Capture.Captured.class, capture -> {
            assertThat(capture.amount()).isEqualTo(price(captured, capturedTax));
            assertThat(capture.eftData()).isNotEmpty();
        });
    }

    @Test
    void aDeclinedCardGivesNothing() {
        assertThat(capture("SIM-DECLINED-7", "6.10", "0")).isInstanceOf(Capture.Refused.class);
    }

    @Test
    void aProviderMayBeDown() {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> capture("Sim-Down", "6.10", "0"))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    private static Capture capture(String reference, String amount, String tax) {
        return new SimulatedPaymentProvider()
                .capture(new CaptureRequest(
                        "key",
                        PartyId.of("DE", "PAY"),
                        CiString.of(reference),
                        price(amount, tax),
                        CiString.of("EUR")));
    }

    private static Price price(String beforeTaxes, String tax) {
        return new Price(
                new BigDecimal(beforeTaxes),
                List.of(new TaxAmount("VAT", null, new BigDecimal("21.0"), new BigDecimal(tax), Map.of())),
                Map.of());
    }
}
