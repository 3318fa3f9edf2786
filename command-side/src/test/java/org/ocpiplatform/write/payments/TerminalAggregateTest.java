package org.ocpiplatform.write.payments;

import static org.ocpiplatform.ocpi.payments.Terminals.aTerminal;
import static org.ocpiplatform.write.Rejections.rejection;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.payments.TerminalCommand.ActivateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.CreateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.DeactivateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.PatchTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.PutTerminal;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalActivated;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalDeactivated;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalPatched;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalReplaced;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.ocpiplatform.ocpi.payments.Terminals;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

class TerminalAggregateTest {

    private static final ReplicaId ID = ReplicaId.parse("ptp:terminals:DE:PAY:TERM-1");
    private static final ReplicaId COPY = ReplicaId.parse("cpo:terminals:DE:PAY:TERM-1");
    private static final PartyId CPO = PartyId.of("NL", "TNM");
    private static final PartyId OTHER_CPO = PartyId.of("NL", "OTH");
    /** That of the samples. */
    private static final String STORED = "2026-02-01T08:00:00Z";

    private static final String BEFORE = "2026-02-01T07:59:59.999Z";
    private static final String LATER = "2026-02-02T08:00:00Z";
    private static final String NOW = "2026-03-01T10:15:00.123Z";

    private AggregateTestFixture<TerminalAggregate> fixture;

    @BeforeEach
    void setUpFixture() {
        fixture = new AggregateTestFixture<>(TerminalAggregate.class);
        // Finer than OCPI's times are.
        fixture.registerInjectableResource(Clock.fixed(Instant.parse("2026-03-01T10:15:00.123456Z"), ZoneOffset.UTC));
    }

    @Nested
    class Creation {

        @Test
        void theOwnerCreates() {
            fixture.givenNoPriorActivity()
                    .when(new CreateTerminal(ID, aTerminal().build()))
                    .expectEvents(replaced(aTerminal()))
                    .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 0));
        }

        @Test
        void idAndTimeAreFilledIn() {
            fixture.givenNoPriorActivity()
                    .when(new CreateTerminal(
                            ID, aTerminal().withId(null).lastUpdated(null).build()))
                    .expectEvents(replaced(aTerminal().lastUpdated(NOW)));
        }

        @Test
        void aRepeatChangesNothing() {
            unchanged(
                    fixture.given(replaced(aTerminal()))
                            .when(new CreateTerminal(ID, aTerminal().build())),
                    0);
            setUpFixture();
            unchanged(
                    fixture.given(replaced(aTerminal()))
                            .when(new CreateTerminal(
                                    ID,
                                    aTerminal()
                                            .withId("term-1")
                                            .lastUpdated(null)
                                            .build())),
                    0);
        }

        @Test
        void otherContentIsRefused() {
            invalid(
                    fixture.given(replaced(aTerminal()))
                            .when(new CreateTerminal(
                                    ID, aTerminal().withAddress("Elsewhere 1").build())),
                    "other content");
            setUpFixture();
            invalid(
                    fixture.given(replaced(aTerminal()))
                            .when(new CreateTerminal(
                                    ID, aTerminal().lastUpdated(LATER).build())),
                    "other content");
        }

        @Test
        void anotherIdThanTheUrlsIsRefused() {
            invalid(
                    fixture.givenNoPriorActivity()
                            .when(new CreateTerminal(
                                    ID, aTerminal().withId("TERM-2").build())),
                    "terminal_id TERM-2");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ab", "Activate"})
        void reservedIdsAreRefused(String reserved) {
            ReplicaId id = ReplicaId.parse("ptp:terminals:DE:PAY:" + reserved);
            invalid(
                    fixture.givenNoPriorActivity()
                            .when(new CreateTerminal(
                                    id, aTerminal().withId(null).build())),
                    "cannot be the id");
            setUpFixture();
            invalid(
                    fixture.givenNoPriorActivity()
                            .when(new ActivateTerminal(
                                    id, aTerminal().withId(null).build(), CPO)),
                    "cannot be the id");
        }

        @Test
        void aCustomerNeedsBothItsCodes() {
            ObjectNode half = aTerminal().json().without("party_id");

            fixture.givenNoPriorActivity()
                    .when(new CreateTerminal(ID, OcpiJson.mapper().treeToValue(half, Terminal.class)))
                    .expectNoEvents()
                    .expectException(Invalid.class);
        }
    }

    @Nested
    class Replacement {

        @Test
        void onThePtpSideNothingIsCreated() {
            notFound(fixture.givenNoPriorActivity()
                    .when(new PutTerminal(ID, aTerminal().build(), null)));
        }

        @Test
        void onTheCpoSideItIs() {
            fixture.givenNoPriorActivity()
                    .when(new PutTerminal(COPY, aTerminal().lastUpdated(null).build(), null))
                    .expectEvents(new TerminalReplaced(
                            COPY, aTerminal().lastUpdated(NOW).build()))
                    .expectResultMessagePayload(new WriteResult(WriteResult.Kind.CREATED, COPY.toString(), 0));
        }

        @Test
        void whatIsLeftOutIsGone() {
            Terminals without =
                    aTerminal().withoutCustomer().withReference(null).lastUpdated(LATER);

            fixture.given(replaced(aTerminal()))
                    .when(new PutTerminal(ID, without.build(), null))
                    .expectEvents(replaced(without))
                    .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
        }

        @Test
        void withoutATimeItIsNow() {
            fixture.given(replaced(aTerminal()))
                    .when(new PutTerminal(
                            ID,
                            aTerminal().withAddress("New 1").lastUpdated(null).build(),
                            null))
                    .expectEvents(replaced(aTerminal().withAddress("New 1").lastUpdated(NOW)));
        }

        @Test
        void timeDoesNotGoBack() {
            String future = "2026-12-31T00:00:00Z";

            fixture.given(replaced(aTerminal().lastUpdated(future)))
                    .when(new PutTerminal(
                            ID,
                            aTerminal().withAddress("New 1").lastUpdated(null).build(),
                            null))
                    .expectEvents(replaced(aTerminal().withAddress("New 1").lastUpdated(future)));
        }

        @Test
        void aRepeatChangesNothing() {
            unchanged(
                    fixture.given(replaced(aTerminal()))
                            .when(new PutTerminal(ID, aTerminal().build(), CPO)),
                    0);
            setUpFixture();
            unchanged(
                    fixture.given(replaced(aTerminal()))
                            .when(new PutTerminal(
                                    ID, aTerminal().lastUpdated(null).build(), CPO)),
                    0);
        }

        @Test
        void staleIsRefused() {
            fixture.given(replaced(aTerminal()))
                    .when(new PutTerminal(ID, aTerminal().lastUpdated(BEFORE).build(), null))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.STALE, "stale"));
        }

        @Test
        void theCustomerStaysWhenItLeavesItselfOut() {
            fixture.given(replaced(aTerminal()))
                    .when(new PutTerminal(
                            ID, aTerminal().withoutCustomer().lastUpdated(LATER).build(), CPO))
                    .expectEvents(replaced(aTerminal().lastUpdated(LATER)));
        }

        @Test
        void theCustomerCannotNameAnother() {
            invalid(
                    fixture.given(replaced(aTerminal()))
                            .when(new PutTerminal(
                                    ID, aTerminal().forCustomer("NL", "OTH").build(), CPO)),
                    "NL-OTH");
        }

        @Test
        void nobodyElseReplacesIt() {
            notFound(fixture.given(replaced(aTerminal()))
                    .when(new PutTerminal(ID, aTerminal().build(), OTHER_CPO)));
            setUpFixture();
            notFound(fixture.given(replaced(aTerminal().withoutCustomer()))
                    .when(new PutTerminal(ID, aTerminal().build(), CPO)));
        }
    }

    @Nested
    class Patch {

        @Test
        void theOwnerChangesFields() {
            ObjectNode patch = json("{\"city\":\"Zeist\",\"last_updated\":\"" + LATER + "\",\"bay\":\"B2\"}");

            fixture.given(replaced(aTerminal()))
                    .when(new PatchTerminal(ID, patch.deepCopy().putNull("address"), null))
                    .expectEvents(new TerminalPatched(ID, patch))
                    .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
        }

        @Test
        void withoutATimeItIsNow() {
            fixture.given(replaced(aTerminal()))
                    .when(patch("{\"location_ids\":[\"L2\"]}", CPO))
                    .expectEvents(patched("{\"location_ids\":[\"L2\"],\"last_updated\":\"" + NOW + "\"}"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"address\":null}",
                    "{\"city\":\"Utrecht\"}",
                    "{\"terminal_id\":\"TERM-1\",\"country_code\":\"nl\"}",
                    "{\"last_updated\":\"" + STORED + "\"}"
                })
        void whatIsAlreadySoChangesNothing(String patch) {
            unchanged(fixture.given(replaced(aTerminal())).when(patch(patch, CPO)), 0);
        }

        @Test
        void staleIsRefused() {
            fixture.given(replaced(aTerminal()))
                    .when(patch("{\"city\":\"Zeist\",\"last_updated\":\"" + BEFORE + "\"}", null))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.STALE, "stale"));
        }

        @Test
        void whoPatchesATerminalThatNobodyHasIsItsCustomer() {
            fixture.given(replaced(aTerminal().withoutCustomer()))
                    .when(patch("{\"evse_uids\":[\"E1\"]}", OTHER_CPO))
                    .expectEvents(patched("{\"evse_uids\":[\"E1\"],\"country_code\":\"NL\",\"party_id\":\"OTH\","
                            + "\"last_updated\":\"" + NOW + "\"}"));
            setUpFixture();
            fixture.given(replaced(aTerminal().withoutCustomer()))
                    .when(patch("{\"party_id\":\"OTH\",\"last_updated\":\"" + LATER + "\"}", OTHER_CPO))
                    .expectEvents(patched(
                            "{\"party_id\":\"OTH\",\"last_updated\":\"" + LATER + "\",\"country_code\":\"NL\"}"));
        }

        @Test
        void ofTwoThatTakeATerminalTheSecondFindsNothing() {
            notFound(fixture.given(
                            replaced(aTerminal().withoutCustomer()),
                            patched("{\"country_code\":\"NL\",\"party_id\":\"TNM\",\"last_updated\":\"" + LATER
                                    + "\"}"))
                    .when(patch("{\"evse_uids\":[\"E1\"]}", OTHER_CPO)));
        }

        @Test
        void aCpoCannotNameAnother() {
            invalid(
                    fixture.given(replaced(aTerminal().withoutCustomer()))
                            .when(patch("{\"country_code\":\"NL\",\"party_id\":\"OTH\"}", CPO)),
                    "NL-OTH");
            setUpFixture();
            invalid(fixture.given(replaced(aTerminal())).when(patch("{\"party_id\":\"OTH\"}", CPO)), "NL-OTH");
        }

        @Test
        void theOwnerAssignsAsItLikes() {
            fixture.given(replaced(aTerminal()))
                    .when(patch("{\"party_id\":\"OTH\",\"last_updated\":\"" + LATER + "\"}", null))
                    .expectEvents(patched("{\"party_id\":\"OTH\",\"last_updated\":\"" + LATER + "\"}"));
        }

        @Test
        void theIdDoesNotChange() {
            invalid(
                    fixture.given(replaced(aTerminal())).when(patch("{\"terminal_id\":\"TERM-2\"}", null)),
                    "terminal_id TERM-2");
        }

        @Test
        void theResultIsATerminal() {
            fixture.given(replaced(aTerminal()))
                    .when(patch("{\"city\":\"" + "x".repeat(46) + "\"}", null))
                    .expectNoEvents()
                    .expectException(Invalid.class);
            setUpFixture();
            fixture.given(replaced(aTerminal()))
                    .when(patch("{\"location_ids\":\"L1\"}", null))
                    .expectNoEvents()
                    .expectException(Matchers.matches(thrown -> thrown instanceof JacksonException));
        }

        @Test
        void whatIsUnknownIsNotFound() {
            fixture.givenNoPriorActivity()
                    .when(patch("{}", null))
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class Activation {

        private final Terminals wanted = Terminals.aTerminal()
                .withId(null)
                .withoutCustomer()
                .withLocationIds("L9")
                .lastUpdated(null);

        @Test
        void anUnknownTerminalIsCreatedForTheCpo() {
            fixture.givenNoPriorActivity()
                    .when(new ActivateTerminal(ID, wanted.build(), CPO))
                    .expectEvents(replaced(aTerminal().withLocationIds("L9").lastUpdated(NOW)))
                    .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 0));
        }

        @Test
        void aRepeatChangesNothing() {
            unchanged(
                    fixture.given(replaced(aTerminal().withLocationIds("L9").lastUpdated(NOW)))
                            .when(new ActivateTerminal(ID, wanted.build(), CPO)),
                    0);
        }

        @Test
        void aTerminalThatNobodyHasIsAssignedAndGetsTheFields() {
            fixture.given(replaced(aTerminal().withoutCustomer()))
                    .when(new ActivateTerminal(ID, fields("{\"evse_uids\":[\"E1\"],\"terminal_id\":\"TERM-1\"}"), CPO))
                    .expectEvents(activated("{\"evse_uids\":[\"E1\"],\"country_code\":\"NL\",\"party_id\":\"TNM\","
                            + "\"last_updated\":\"" + NOW + "\"}"))
                    .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
        }

        @Test
        void aDeactivatedTerminalIsActivatedOnce() {
            TerminalDeactivated off = new TerminalDeactivated(ID, OcpiDateTime.parse(LATER));

            fixture.given(replaced(aTerminal()), off)
                    .when(new ActivateTerminal(ID, fields("{}"), CPO))
                    .expectEvents(activated("{\"last_updated\":\"" + NOW + "\"}"));
            setUpFixture();
            unchanged(
                    fixture.given(replaced(aTerminal()), off, activated("{\"last_updated\":\"" + NOW + "\"}"))
                            .when(new ActivateTerminal(ID, fields("{}"), CPO)),
                    2);
        }

        @Test
        void anothersTerminalIsNotFound() {
            notFound(fixture.given(replaced(aTerminal())).when(new ActivateTerminal(ID, wanted.build(), OTHER_CPO)));
        }

        @Test
        void aCpoCannotNameAnother() {
            invalid(
                    fixture.givenNoPriorActivity()
                            .when(new ActivateTerminal(
                                    ID, aTerminal().forCustomer("NL", "OTH").build(), CPO)),
                    "NL-OTH");
            setUpFixture();
            invalid(
                    fixture.given(replaced(aTerminal()))
                            .when(new ActivateTerminal(
                                    ID, aTerminal().forCustomer("NL", "OTH").build(), CPO)),
                    "NL-OTH");
        }

        @Test
        void staleIsRefused() {
            fixture.given(replaced(aTerminal()))
                    .when(new ActivateTerminal(ID, wanted.lastUpdated(BEFORE).build(), CPO))
                    .expectNoEvents()
                    .expectException(rejection(Rejection.Code.STALE, "stale"));
        }

        private static Terminal fields(String json) {
            return OcpiJson.mapper().readValue(json, Terminal.class);
        }
    }

    @Nested
    class Deactivation {

        @Test
        void customerAndOwnerDeactivate() {
            fixture.given(replaced(aTerminal()))
                    .when(new DeactivateTerminal(ID, CPO))
                    .expectEvents(new TerminalDeactivated(ID, Instant.parse(NOW)))
                    .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
            setUpFixture();
            fixture.given(replaced(aTerminal()))
                    .when(new DeactivateTerminal(ID, null))
                    .expectEvents(new TerminalDeactivated(ID, Instant.parse(NOW)));
        }

        @Test
        void aSecondTimeChangesNothing() {
            unchanged(
                    fixture.given(replaced(aTerminal()), new TerminalDeactivated(ID, Instant.parse(NOW)))
                            .when(new DeactivateTerminal(ID, CPO)),
                    1);
        }

        @Test
        void nobodyElseDeactivates() {
            notFound(fixture.given(replaced(aTerminal())).when(new DeactivateTerminal(ID, OTHER_CPO)));
            setUpFixture();
            notFound(fixture.given(replaced(aTerminal().withoutCustomer())).when(new DeactivateTerminal(ID, CPO)));
        }
    }

    private static PatchTerminal patch(String patch, PartyId customer) {
        return new PatchTerminal(ID, json(patch), customer);
    }

    private static TerminalReplaced replaced(Terminals terminal) {
        return new TerminalReplaced(ID, terminal.build());
    }

    private static TerminalPatched patched(String patch) {
        return new TerminalPatched(ID, json(patch));
    }

    private static TerminalActivated activated(String patch) {
        return new TerminalActivated(ID, json(patch));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) OcpiJson.mapper().readTree(text);
    }

    private static void unchanged(ResultValidator<TerminalAggregate> outcome, long revision) {
        outcome.expectNoEvents().expectResultMessagePayload(result(WriteResult.Kind.UNCHANGED, revision));
    }

    private static void invalid(ResultValidator<TerminalAggregate> outcome, String text) {
        outcome.expectNoEvents().expectException(rejection(Rejection.Code.INVALID, text));
    }

    private static void notFound(ResultValidator<TerminalAggregate> outcome) {
        outcome.expectNoEvents().expectException(rejection(Rejection.Code.NOT_FOUND, "terminal"));
    }

    private static WriteResult result(WriteResult.Kind kind, long revision) {
        return new WriteResult(kind, ID.toString(), revision);
    }
}
