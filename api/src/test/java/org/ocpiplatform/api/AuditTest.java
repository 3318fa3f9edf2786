package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.api.MemoryTrail.HistoryAsked;
import org.ocpiplatform.api.MemoryTrail.PastAsked;
import org.ocpiplatform.api.MemoryTrail.ProofAsked;
import org.ocpiplatform.api.MemoryTrail.VerificationAsked;
import org.ocpiplatform.contract.history.ExportFilter;
import org.ocpiplatform.contract.history.Moment;
import org.ocpiplatform.contract.history.ObjectLocator;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How auditors ask, and how they are answered. */
class AuditTest extends OcpiTest {

    private static final String SESSION = "/audit/cpo/sessions/NL/TNM/S1";
    private static final ObjectLocator S1 =
            new ObjectLocator(Side.CPO, "sessions", PartyId.of("NL", "TNM"), CiString.of("S1"), null);

    @Autowired
    private MemoryTrail trail;

    @BeforeEach
    void threeEvents() {
        trail.reset(3);
    }

    private MvcTestResult ask(String path) {
        return perform(get(path).header("Authorization", "Bearer " + TestEdge.ADMIN_TOKEN));
    }

    private static void assertProblem(MvcTestResult answer, int status, String detail) {
        assertThat(answer).hasStatus(status).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains(detail);
    }

    @Test
    void aHistoryIsAnObjectWithItsEvents() {
        MvcTestResult answer = ask(SESSION + "/events");

        assertThat(answer).hasStatusOk().hasContentType("application/json");
        assertThat(answer).bodyJson().extractingPath("$.object").asMap().containsEntry("module", "sessions");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.events[*].revision")
                .asArray()
                .containsExactly(0, 1, 2);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.events[1].actor")
                .asMap()
                .containsOnlyKeys("partner_id", "country_code", "party_id");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.events[1].changes[0]")
                .asMap()
                .containsOnlyKeys("path", "after");
        assertThat(trail.asked).containsExactly(new HistoryAsked(S1, -1, Long.MAX_VALUE));
    }

    @Test
    void aHistoryCanBeAskedForInParts() {
        assertThat(ask(SESSION + "/events?after_revision=4&limit=2")).hasStatusOk();

        assertThat(trail.asked).containsExactly(new HistoryAsked(S1, 4, 2));
    }

    @Test
    void idsMayHoldWhateverIsEncoded() {
        assertThat(ask("/audit/emsp/locations/NL/TNM/a%2Fb%3Bc%25d%5Ce%3Ff%20g/events"))
                .hasStatusOk();

        assertThat(trail.asked)
                .containsExactly(new HistoryAsked(
                        new ObjectLocator(
                                Side.EMSP, "locations", PartyId.of("NL", "TNM"), CiString.of("a/b;c%d\\e?f g"), null),
                        -1,
                        Long.MAX_VALUE));
    }

    @Test
    void tokensHaveATypeAndClientInfosARole() {
        ask("/audit/emsp/tokens/DE/EMS/04A2?type=APP_USER");
        ask("/audit/cpo/hubclientinfo/DE/EMS/anything?role=emsp");
        ask("/audit/cpo/hubclientinfo/DE/EMS/EMSP");

        assertThat(trail.asked.stream().map(PastAsked.class::cast).map(PastAsked::object))
                .containsExactly(
                        new ObjectLocator(
                                Side.EMSP,
                                "tokens",
                                PartyId.of("DE", "EMS"),
                                CiString.of("04A2"),
                                new TokenType("APP_USER")),
                        clientInfo(),
                        clientInfo());
    }

    private static ObjectLocator clientInfo() {
        return new ObjectLocator(Side.CPO, "hubclientinfo", PartyId.of("DE", "EMS"), CiString.of("EMSP"), null);
    }

    @Test
    void thePastIsTheObjectItself() throws Exception {
        MvcTestResult answer = ask(SESSION + "?revision=7");

        assertThat(answer).hasStatusOk().hasContentType("application/json");
        assertThat(answer.getResponse().getContentAsString()).isEqualTo("{\"id\": \"as it was\"}");
        assertThat(answer.getResponse().getHeader("X-Revision")).isEqualTo("7");
        assertThat(answer.getResponse().getHeader("X-Position")).isEqualTo("70");
    }

    @Test
    void aMomentIsARevisionATimeOrNow() {
        ask(SESSION);
        ask(SESSION + "?revision=0");
        ask(SESSION + "?at=2026-03-01T12:00:00Z");
        ask(SESSION + "?at=2026-03-01T12:00:00.123456");

        assertThat(trail.asked)
                .containsExactly(
                        new PastAsked(S1, new Moment.Now()),
                        new PastAsked(S1, new Moment.AtRevision(0)),
                        new PastAsked(S1, new Moment.AtTime(Instant.parse("2026-03-01T12:00:00Z"))),
                        new PastAsked(S1, new Moment.AtTime(Instant.parse("2026-03-01T12:00:00.123456Z"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SESSION + "?revision=-1",
                SESSION + "?revision=x",
                SESSION + "?revision=",
                SESSION + "?at=yesterday",
                SESSION + "?at=2026-03-01T12:00:00%2B01:00",
                SESSION + "?at=2026-02-30T12:00:00Z",
                SESSION + "?at=2026-03-01T12:00:00Z&revision=1",
                SESSION + "/events?after_revision=-2",
                SESSION + "/events?limit=0",
                SESSION + "/proof?revision=1.5",
                "/audit/cpo/tokens/NL/TNM/T?type=",
                "/audit/export?module=none",
                "/audit/export?side=hub",
                "/audit/export?date_from=2026",
                "/audit/export?date_to=2026",
                "/audit/export?after=-1",
                "/audit/export?limit=0",
                "/audit/export?stored=yes",
                "/audit/verify?from=0",
                "/audit/verify?to=x",
                "/audit/verify?from=5&to=4",
                "/audit/checkpoints?after=x",
                "/audit/checkpoints?limit=0",
                "/audit/events/first/proof"
            })
    void badParametersAreRefused(String path) {
        assertProblem(ask(path), 400, "");
        assertThat(trail.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/hub/sessions/NL/TNM/S1",
                "/audit/CPO/sessions/NL/TNM/S1",
                "/audit/cpo/payments/NL/TNM/S1/events",
                "/audit/cpo/credentials/NL/TNM/S1/proof",
                "/audit/cpo/sessions/NL/TNM",
                "/audit"
            })
    void whatCannotBeIsNotFound(String path) {
        assertProblem(ask(path), 404, "");
        assertThat(trail.asked).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        trail.reset(0);

        assertProblem(ask(SESSION), 404, "session is unknown");
        assertProblem(ask(SESSION + "/events"), 404, "session is unknown");
        assertProblem(ask(SESSION + "/proof?revision=3"), 404, "revision is unknown");
        assertThat(trail.asked).last().isEqualTo(new ProofAsked(S1, 3L));
    }

    @Test
    void anExportIsOneEventALine() throws Exception {
        MvcTestResult answer = ask("/audit/export");

        assertThat(answer).hasStatusOk().hasContentType("application/x-ndjson");
        assertThat(answer.getResponse().getHeader("X-Head-Position")).isEqualTo("3");
        assertThat(answer.getResponse().getContentAsString().lines()).hasSize(3).allMatch(line -> line.startsWith("{"));
        assertThat(trail.asked).containsExactly(new ExportFilter(null, null, null, null, 0, Long.MAX_VALUE, false));
    }

    @Test
    void anExportCanBeNarrowed() {
        ask("/audit/export?module=commands&side=emsp&date_from=2026-03-01T00:00:00Z&date_to=2026-03-02T00:00:00Z"
                + "&after=8&limit=9&stored=true");

        assertThat(trail.asked)
                .containsExactly(new ExportFilter(
                        "commands",
                        Side.EMSP,
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-03-02T00:00:00Z"),
                        8,
                        9,
                        true));
    }

    @Test
    void anAnswerThatCannotBeCompletedIsNotEnded() {
        trail.failAfter(2);

        assertThatThrownBy(() ->
                        mvc.perform(get("/audit/export").header("Authorization", "Bearer " + TestEdge.ADMIN_TOKEN)))
                .rootCause()
                .hasMessage("the store is gone");
    }

    @Test
    void aFailureBeforeTheFirstEventIsAnsweredAsOne() {
        trail.failAfter(0);

        assertProblem(ask(SESSION + "/events"), 500, "the request could not be completed");
    }

    @Test
    void verificationSaysWhetherAllIsWell() {
        MvcTestResult answer = ask("/audit/verify?from=2&to=9");

        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                        {"events":3,"intact":true,"first_broken_position":null,"problem":null,"sealed_position":5}
                        """);
        assertThat(trail.asked).containsExactly(new VerificationAsked(2, 9));
    }

    @Test
    void checkpointsAreAListOrLines() throws Exception {
        trail.reset(250);

        MvcTestResult list = ask("/audit/checkpoints?after=100&limit=120");
        assertThat(list)
                .bodyJson()
                .extractingPath("$.checkpoints[*].number")
                .asArray()
                .hasSize(120)
                .startsWith(101);
        String lines = perform(get("/audit/checkpoints")
                        .header("Authorization", "Bearer " + TestEdge.ADMIN_TOKEN)
                        .header("Accept", "application/x-ndjson"))
                .getResponse()
                .getContentAsString();
        assertThat(lines.lines()).hasSize(250);
    }

    @Test
    void keysAreAList() {
        assertThat(ask("/audit/keys")).bodyJson().extractingPath("$.keys[0].id").isEqualTo("k");
    }

    @Test
    void aProofHasToWaitForACheckpoint() {
        assertProblem(ask("/audit/events/17/proof"), 409, "no checkpoint");
        assertThat(trail.asked).containsExactly(17L);
    }

    @Test
    void nobodyElseIsAnswered() {
        List<String> paths = List.of(
                SESSION, SESSION + "/events", SESSION + "/proof", "/audit/export", "/audit/verify", "/audit/keys");
        assertThat(paths.stream()
                        .flatMap(path -> Stream.of(perform(get(path)), perform(get("cpo-token", path))))
                        .map(answer -> answer.getResponse().getStatus())
                        .collect(Collectors.toSet()))
                .containsExactly(401);
        assertThat(trail.asked).isEmpty();
    }
}
