package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.syncs.SyncCommand.RequestSyncs;
import org.ocpiplatform.contract.syncs.SyncCommand.RequestedSyncs;
import org.ocpiplatform.contract.syncs.SyncCounts;
import org.ocpiplatform.contract.syncs.SyncFailure;
import org.ocpiplatform.contract.syncs.SyncId;
import org.ocpiplatform.contract.syncs.SyncMode;
import org.ocpiplatform.contract.syncs.SyncQuery.ListSyncs;
import org.ocpiplatform.contract.syncs.SyncRefusal;
import org.ocpiplatform.contract.syncs.SyncRun;
import org.ocpiplatform.contract.syncs.SyncState;
import org.ocpiplatform.contract.syncs.SyncStatus;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** What administrators see of pulls, and how they ask for them. */
class SyncTest extends OcpiTest {

    private static final PartnerId PARTNER = new PartnerId("id-of-cpo-token");
    private static final String PATH = "/admin/partners/" + PARTNER + "/sync";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired
    private SimpleCommandBus commands;

    @Autowired
    private SimpleQueryBus queries;

    private final List<RequestSyncs> requests = new ArrayList<>();
    private final List<SyncState> syncs = new ArrayList<>();
    private Rejection rejection;
    private Registration command;
    private Registration query;

    @BeforeEach
    void answer() {
        command = commands.subscribe(RequestSyncs.class.getName(), message -> {
            if (rejection != null) {
                throw rejection;
            }
            requests.add((RequestSyncs) message.getPayload());
            return new RequestedSyncs(List.of(new WriteResult(WriteResult.Kind.CREATED, "syncs:locations:p1", 3)));
        });
        query = queries.<Object>subscribe(
                ListSyncs.class.getName(),
                ResolvableType.forClassWithGenerics(List.class, SyncState.class).getType(),
                message -> List.copyOf(syncs));
    }

    @AfterEach
    void silence() {
        command.cancel();
        query.cancel();
    }

    @Test
    void howItStandsIsShown() {
        SyncRun run = new SyncRun(
                SyncMode.DELTA,
                NOON.minusSeconds(3600),
                NOON,
                NOON.plusSeconds(5),
                "r1",
                2,
                new SyncCounts(120, 100, 10, 7, 2, 1),
                120,
                List.of(new SyncRefusal(null, "the list's element must be an object")));
        syncs.add(new SyncState(
                new SyncId(PARTNER, ObjectKind.LOCATION),
                SyncStatus.COMPLETED,
                false,
                null,
                NOON,
                NOON.minusSeconds(7200),
                NOON.plusSeconds(3700),
                run,
                new SyncFailure(NOON.minusSeconds(9000), "page 1", "down"),
                0));

        assertThat(perform(admin(HttpMethod.GET, PATH)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                [{"module":"locations","state":"COMPLETED","mode":"DELTA","watermark":"2026-03-01T12:00:00Z",
                  "started_at":"2026-03-01T12:00:00Z","finished_at":"2026-03-01T12:00:05Z",
                  "next_at":"2026-03-01T13:01:40Z","page":2,"read":120,"total":120,"created":100,"updated":10,
                  "unchanged":7,"ignored":2,"refused":1,
                  "refusals":[{"reason":"the list's element must be an object"}],
                  "last_failure":{"at":"2026-03-01T09:30:00Z","step":"page 1","reason":"down"},
                  "consecutive_failures":0}]
                """);
    }

    @Test
    void aRefusedTokenIsShownByItsUid() {
        SyncRun run = new SyncRun(
                SyncMode.FULL,
                null,
                NOON,
                null,
                "r1",
                1,
                new SyncCounts(2, 0, 0, 0, 0, 2),
                2,
                List.of(
                        new SyncRefusal("cpo:tokens:NL:TNM:RFID:04:A2", "bad"),
                        new SyncRefusal(null, "type is missing")));
        syncs.add(new SyncState(
                new SyncId(PARTNER, ObjectKind.TOKEN),
                SyncStatus.RUNNING,
                false,
                null,
                null,
                null,
                NOON,
                run,
                null,
                0));

        assertThat(perform(admin(HttpMethod.GET, PATH)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$[0].refusals")
                .isEqualTo(List.of(Map.of("id", "04:A2", "reason", "bad"), Map.of("reason", "type is missing")));
    }

    @Test
    void aPartnerWithoutListsHasNone() {
        assertThat(perform(admin(HttpMethod.GET, PATH)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("[]");
        assertThat(perform(admin(HttpMethod.GET, "/admin/partners/nobody/sync")))
                .hasStatus(404);
    }

    @Test
    void aRunIsAskedFor() {
        assertThat(post("{\"module\":\"booking_locations\",\"mode\":\"FULL\"}")).hasStatus(202);
        assertThat(post("{}")).hasStatus(202);
        assertThat(perform(admin(HttpMethod.POST, PATH))).hasStatus(202);

        assertThat(requests)
                .containsExactly(
                        new RequestSyncs(PARTNER, ObjectKind.BOOKING_LOCATION, SyncMode.FULL),
                        new RequestSyncs(PARTNER, null, null),
                        new RequestSyncs(PARTNER, null, null));
        assertThat(platform.awaited).extracting(awaited -> awaited.projection()).containsOnly("syncs");
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND, 404", "CONFLICT, 409", "NOT_OFFERED, 409"})
    void aRefusalIsToldWithItsReason(Rejection.Code code, int status) {
        rejection = new Rejection(code, "for a reason");

        MvcTestResult result = post("{}");

        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith("application/problem+json");
        assertThat(result).bodyJson().extractingPath("$.detail").isEqualTo("for a reason");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"module\":\"planets\"} | module must be one of tariffs, locations, tokens",
                "{\"mode\":\"HALF\"} | mode must be one of FULL, DELTA",
                "[] | the body must be a JSON object"
            })
    void whatDoesNotFitIs400(String body, String message) {
        MvcTestResult result = post(body);

        assertThat(result).hasStatus(400);
        assertThat(result).bodyJson().extractingPath("$.detail").asString().startsWith(message);
        assertThat(requests).isEmpty();
    }

    private MvcTestResult post(String body) {
        return perform(
                admin(HttpMethod.POST, PATH).contentType("application/json").content(body));
    }

    private static MockHttpServletRequestBuilder admin(HttpMethod method, String path) {
        return MockMvcRequestBuilders.request(method, URI.create(path))
                .header("Authorization", "Bearer " + TestEdge.ADMIN_TOKEN);
    }
}
