package org.ocpiplatform.ocpi.payments;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.payments.Confirmations.aConfirmation;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertUnreadable;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertWrittenBack;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.databind.node.ObjectNode;

class FinancialAdviceConfirmationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "authorization_reference",
                "total_costs",
                "total_costs.before_taxes",
                "currency",
                "capture_status_code",
                "last_updated"
            })
    void aRequiredFieldMayNotBeMissing(String path) {
        assertRefused(
                with(aConfirmation().json(), path, "null"),
                FinancialAdviceConfirmation.class,
                path + " must not be null");
    }

    @ParameterizedTest
    @CsvSource({"id, 36", "authorization_reference, 36", "currency, 3", "capture_status_message, 255"})
    void aTextMayHaveItsLengthAndNoMore(String path, int length) {
        assertAccepted(
                with(aConfirmation().json(), path, "\"" + "x".repeat(length) + "\""),
                FinancialAdviceConfirmation.class);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> read(
                        with(aConfirmation().json(), path, "\"" + "x".repeat(length + 1) + "\""),
                        FinancialAdviceConfirmation.class))
                .withMessageStartingWith(path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"capture_status_code"})
    void anUnknownValueOfAClosedEnumIsRefused(String path) {
        assertUnreadable(with(aConfirmation().json(), path, "\"SOMETIMES\""), FinancialAdviceConfirmation.class, path);
    }

    @ParameterizedTest
    @EnumSource(
            value = CaptureStatusCode.class,
            names = {"SUCCESS", "PARTIAL_SUCCESS"})
    void aCaptureHasLinesForTheInvoice(CaptureStatusCode status) {
        assertRefused(
                aConfirmation().withStatus(status).withEftData().json(),
                FinancialAdviceConfirmation.class,
                "eft_data must not be empty unless capture_status_code is FAILED");
    }

    @Test
    void aFailureNeedsNoLines() {
        assertAccepted(
                aConfirmation()
                        .withStatus(CaptureStatusCode.FAILED)
                        .withMessage("Card expired")
                        .withEftData()
                        .json(),
                FinancialAdviceConfirmation.class);
    }

    @Test
    void aLineHasUpTo255Characters() {
        assertAccepted(aConfirmation().withEftData("x".repeat(255)).json(), FinancialAdviceConfirmation.class);
        assertRefused(
                aConfirmation().withEftData("x".repeat(256)).json(),
                FinancialAdviceConfirmation.class,
                "eft_data[0] must be 0 to 255 printable ASCII characters");
    }

    @Test
    void unknownFieldsDigitsAndSpellingsAreKept() {
        assertWrittenBack(
                aConfirmation()
                        .withId("fac-1")
                        .withAuthorizationReference("Auth-x")
                        .withTotalCosts("6.100")
                        .withExtension("settled", "[1.00]")
                        .json(),
                FinancialAdviceConfirmation.class);
    }

    @Nested
    class Advices {

        private static final String WHOLE = """
                {
                  "authorization_reference": "Auth-1",
                  "total_costs": {"before_taxes": 6.10, "taxes": [{"name": "BTW", "amount": 1.281}]},
                  "currency": "eur",
                  "cdr_id": "Cdr-1",
                  "terminal_id": "Term-1",
                  "invoice_reference_id": "Inv-1",
                  "tip": 0.00
                }
                """;

        @Test
        void areWrittenBack() {
            assertWrittenBack(whole(), FinancialAdvice.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"authorization_reference", "total_costs", "total_costs.before_taxes", "currency"})
        void needTheirFields(String path) {
            assertRefused(with(whole(), path, "null"), FinancialAdvice.class, path + " must not be null");
        }

        @ParameterizedTest
        @CsvSource({
            "authorization_reference, 36",
            "currency, 3",
            "cdr_id, 39",
            "terminal_id, 36",
            "invoice_reference_id, 39"
        })
        void haveTextsOfTheLengthOfTheOtherObjects(String path, int length) {
            assertAccepted(with(whole(), path, "\"" + "x".repeat(length) + "\""), FinancialAdvice.class);
            assertThatExceptionOfType(Invalid.class)
                    .isThrownBy(() ->
                            read(with(whole(), path, "\"" + "x".repeat(length + 1) + "\""), FinancialAdvice.class))
                    .withMessageStartingWith(path + " must be ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"cdr_id", "terminal_id", "invoice_reference_id"})
        void mayLackTheRest(String path) {
            assertAccepted(with(whole(), path, "null"), FinancialAdvice.class);
        }

        @Test
        void mayBeConfirmationsInForm() {
            assertWrittenBack(aConfirmation().json(), FinancialAdvice.class);
        }

        private static ObjectNode whole() {
            return (ObjectNode) OcpiJson.mapper().readTree(WHOLE);
        }
    }
}
