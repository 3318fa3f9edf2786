package org.ocpiplatform.write.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.payments.Confirmations.aConfirmation;
import static org.ocpiplatform.write.Rejections.rejection;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.payments.CaptureDecision;
import org.ocpiplatform.contract.payments.ConfirmationCommand.CaptureAdvice;
import org.ocpiplatform.contract.payments.ConfirmationCommand.FileConfirmation;
import org.ocpiplatform.contract.payments.ConfirmationEvent.AdviceCaptured;
import org.ocpiplatform.contract.payments.ConfirmationEvent.ConfirmationFiled;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.payments.CaptureStatusCode;
import org.ocpiplatform.ocpi.payments.Confirmations;
import org.ocpiplatform.ocpi.payments.FinancialAdvice;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.types.TaxAmount;
import org.ocpiplatform.ocpi.validation.Invalid;

class ConfirmationAggregateTest {

    private static final ReplicaId ID = ReplicaId.parse("ptp:financial_advice_confirmations:DE:PAY:FAC-1");
    private static final PartyId CPO = PartyId.of("NL", "TNM");
    private static final PartyId OTHER_CPO = PartyId.of("NL", "OTH");
    private static final Instant NOW = Instant.parse("2026-03-01T11:05:00.123Z");
    private static final List<CiString> LINES = List.of(CiString.of("DEBIT ****1234"));

    private final List<CaptureRequest> requests = new ArrayList<>();
    private AggregateTestFixture<ConfirmationAggregate> fixture;

    @BeforeEach
    void setUpFixture() {
        fixture = new AggregateTestFixture<>(ConfirmationAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOW.plusNanos(456_000), ZoneOffset.UTC));
    }

    @Nested
    class Filing {

        @Test
        void itIsFiledOnce() {
            fixture.givenNoPriorActivity()
                    .when(new FileConfirmation(ID, aConfirmation().build(), CPO))
                    .expectEvents(filed(CPO))
                    .expectResultMessagePayload(result(WriteResult.Kind.CREATED));
            setUpFixture();
            fixture.given(filed(CPO))
                    .when(new FileConfirmation(ID, aConfirmation().build(), null))
                    .expectNoEvents()
                    .expectResultMessagePayload(result(WriteResult.Kind.UNCHANGED));
        }

        @Test
        void itNeverChanges() {
            invalid(
                    fixture.given(filed(CPO))
                            .when(new FileConfirmation(
                                    ID, aConfirmation().withTotalCosts("6.11").build(), CPO)),
                    "never changes");
            setUpFixture();
            invalid(
                    fixture.given(filed(CPO))
                            .when(new FileConfirmation(
                                    ID,
                                    aConfirmation()
                                            .lastUpdated("2026-03-01T12:00:00Z")
                                            .build(),
                                    CPO)),
                    "never changes");
        }

        @Test
        void anotherIdThanTheUrlsIsRefused() {
            invalid(
                    fixture.givenNoPriorActivity()
                            .when(new FileConfirmation(
                                    ID, aConfirmation().withId("FAC-2").build(), CPO)),
                    "id FAC-2");
        }

        @Test
        void anIdThatPathsTakeForACountryIsRefused() {
            ReplicaId id = ReplicaId.parse("ptp:financial_advice_confirmations:DE:PAY:AB");

            invalid(
                    fixture.givenNoPriorActivity()
                            .when(new FileConfirmation(
                                    id, aConfirmation().withId("ab").build(), CPO)),
                    "cannot be the id");
        }

        @Test
        void onlyAFailureHasNoLinesForTheInvoice() {
            fixture.givenNoPriorActivity()
                    .when(new FileConfirmation(ID, aConfirmation().withEftData().build(), CPO))
                    .expectNoEvents()
                    .expectException(Invalid.class);
        }
    }

    @Nested
    class Capturing {

        @Test
        void inFull() {
            provider(request -> new Capture.Captured(request.amount(), LINES, CiString.of("Done")));
            FinancialAdvice advice = advice("6.10", "1.28");
            FinancialAdviceConfirmation confirmation =
                    confirmation(advice.totalCosts(), LINES, CaptureStatusCode.SUCCESS, "Done");

            fixture.givenNoPriorActivity()
                    .when(new CaptureAdvice(ID, advice, CPO, CPO))
                    .expectEvents(new AdviceCaptured(ID, confirmation, CPO, advice))
                    .expectResultMessagePayload(new CaptureDecision(confirmation, result(WriteResult.Kind.CREATED)));
            assertThat(requests)
                    .containsExactly(new CaptureRequest(
                            ID.toString(), ID.owner(), CiString.of("AUTH-1"), advice.totalCosts(), CiString.of("EUR")));
        }

        @Test
        void inPart() {
            Price half = price("3.05", "0.64");
            provider(request -> new Capture.Captured(half, LINES, null));

            captured(half, LINES, CaptureStatusCode.PARTIAL_SUCCESS, null);
        }

        @Test
        void notAtAll() {
            provider(request -> new Capture.Refused(CiString.of("Declined")));

            captured(new Price(BigDecimal.ZERO, List.of(), Map.of()), List.of(), CaptureStatusCode.FAILED, "Declined");
        }

        private void captured(Price amount, List<CiString> lines, CaptureStatusCode status, @Nullable String message) {
            FinancialAdvice advice = advice("6.10", "1.28");

            fixture.givenNoPriorActivity()
                    .when(new CaptureAdvice(ID, advice, CPO, CPO))
                    .expectEvents(new AdviceCaptured(ID, confirmation(amount, lines, status, message), CPO, advice));
        }

        @Test
        void aProviderThatIsDownLeavesNothing() {
            provider(request -> {
                throw new Rejection(Rejection.Code.UNAVAILABLE, "down");
            });

            fixture.givenNoPriorActivity()
                    .when(new CaptureAdvice(ID, advice("6.10", "1.28"), CPO, CPO))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.UNAVAILABLE, "down"));
        }

        @Test
        void nobodyCapturesLessThanNothing() {
            provider(request -> new Capture.Refused(null));

            invalid(
                    fixture.givenNoPriorActivity().when(new CaptureAdvice(ID, advice("-6.10", "1.28"), CPO, CPO)),
                    "total_costs");
            assertThat(requests).isEmpty();
        }
    }

    @Nested
    class Repeats {

        @Test
        void theSameAmountIsAnsweredWithWhatThereIs() {
            repeated(captured(CPO), advice("6.1", "1.280"), CPO);
            repeated(captured(CPO), advice("6.10", "1.28"), null);
            repeated(captured(null), advice("6.10", "1.28"), CPO);
        }

        @Test
        void whatThePtpFiledCountsByWhatItCaptured() {
            repeated(filed(CPO), advice("6.10", null), CPO);
            refused(filed(CPO), advice("6.10", "1.28"), CPO);
        }

        @Test
        void anotherAmountIsRefused() {
            refused(captured(CPO), advice("6.11", "1.28"), CPO);
            refused(captured(CPO), advice("6.10", "1.29"), CPO);
            refused(captured(CPO), advice("6.10", "1.28", "AUTH-1", "USD"), CPO);
            refused(captured(CPO), advice("6.10", "1.28", "AUTH-2", "EUR"), CPO);
        }

        @Test
        void anotherCpoIsRefused() {
            refused(captured(CPO), advice("6.10", "1.28"), OTHER_CPO);
        }

        private void repeated(Object before, FinancialAdvice advice, @Nullable PartyId asker) {
            again();
            FinancialAdviceConfirmation known = before instanceof AdviceCaptured captured
                    ? captured.confirmation()
                    : aConfirmation().build();

            fixture.given(before)
                    .when(new CaptureAdvice(ID, advice, asker, asker))
                    .expectNoEvents()
                    .expectResultMessagePayload(new CaptureDecision(known, result(WriteResult.Kind.UNCHANGED)));
            assertThat(requests).isEmpty();
        }

        private void refused(Object before, FinancialAdvice advice, PartyId asker) {
            again();
            invalid(fixture.given(before).when(new CaptureAdvice(ID, advice, asker, asker)), "settled already");
            assertThat(requests).isEmpty();
        }

        private void again() {
            setUpFixture();
            provider(request -> new Capture.Refused(null));
        }

        private static AdviceCaptured captured(@Nullable PartyId customer) {
            // Only half of it came, so that the amounts are told apart.
            return new AdviceCaptured(
                    ID,
                    confirmation(price("3.05", "0.64"), LINES, CaptureStatusCode.PARTIAL_SUCCESS, null),
                    customer,
                    advice("6.10", "1.28"));
        }
    }

    private void provider(PaymentProvider provider) {
        fixture.registerInjectableResource((PaymentProvider) request -> {
            requests.add(request);
            return provider.capture(request);
        });
    }

    private static ConfirmationFiled filed(@Nullable PartyId customer) {
        return new ConfirmationFiled(ID, aConfirmation().build(), customer);
    }

    private static FinancialAdviceConfirmation confirmation(
            Price amount, List<CiString> lines, CaptureStatusCode status, @Nullable String message) {
        FinancialAdviceConfirmation sample = Confirmations.aConfirmation().build();
        return new FinancialAdviceConfirmation(
                ID.id(),
                sample.authorizationReference(),
                amount,
                sample.currency(),
                lines,
                status,
                message == null ? null : CiString.of(message),
                NOW,
                Map.of());
    }

    private static FinancialAdvice advice(String beforeTaxes, @Nullable String tax) {
        return advice(beforeTaxes, tax, "AUTH-1", "EUR");
    }

    private static FinancialAdvice advice(
            String beforeTaxes, @Nullable String tax, String authorizationReference, String currency) {
        return new FinancialAdvice(
                CiString.of(authorizationReference),
                price(beforeTaxes, tax),
                CiString.of(currency),
                null,
                null,
                null,
                Map.of());
    }

    private static Price price(String beforeTaxes, @Nullable String tax) {
        return new Price(
                new BigDecimal(beforeTaxes),
                tax == null ? List.of() : List.of(new TaxAmount("VAT", null, null, new BigDecimal(tax), Map.of())),
                Map.of());
    }

    private static void invalid(ResultValidator<ConfirmationAggregate> outcome, String text) {
        outcome.expectNoEvents().expectException(rejection(Rejection.Code.INVALID, text));
    }

    private static WriteResult result(WriteResult.Kind kind) {
        return new WriteResult(kind, ID.toString(), 0);
    }
}
