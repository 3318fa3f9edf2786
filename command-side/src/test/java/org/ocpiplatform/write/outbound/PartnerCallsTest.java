package org.ocpiplatform.write.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindCallStatus;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.write.outbound.OutboundFailure.Reason;
import tools.jackson.databind.JsonNode;

class PartnerCallsTest {

    private static final Peer PEER = new Peer("p1", "secret-token", PartnerQuirks.NONE);
    private static final String URL = "https://x.com/ocpi/locations?key=value";

    private final Contacts contacts = new Contacts(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | 1000 | {\"status_code\":1000,\"data\":{\"a\":1},\"status_message\":\"OK\",\"timestamp\":\"t\"}",
                "200 | 1000 | {\"status_code\":1000,\"data\":{\"a\":1}}",
                "201 | 1999 | {\"status_code\":1999,\"data\":{\"a\":1},\"more\":[]}",
            })
    void http2xxWith1xxxSucceeds(int status, int code, String body) {
        PartnerAnswer answer = calls(status, body).call(get());

        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.data()).isNotNull().hasToString("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status_code\":1000}", "{\"status_code\":1000,\"data\":null}"})
    void aSuccessMayHaveNoData(String body) {
        assertThat(calls(200, body).call(get()).data()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | 2001 | {\"status_code\":2001,\"status_message\":\"no such tariff\"}",
                "200 | 3000 | {\"status_code\":3000,\"status_message\":\"no such tariff\"}",
                "200 | 999 | {\"status_code\":999,\"status_message\":\"no such tariff\"}",
                "200 | -1000 | {\"status_code\":-1000,\"status_message\":\"no such tariff\"}",
                "404 | 1000 | {\"status_code\":1000,\"status_message\":\"no such tariff\"}",
                "500 | 3001 | {\"status_code\":3001,\"status_message\":\"no such tariff\"}",
                "302 | 1000 | {\"status_code\":1000,\"status_message\":\"no such tariff\"}"
            })
    void otherStatusesAreRefusals(int status, int code, String body) {
        OutboundFailure failure = failure(calls(status, body));

        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure.httpStatus()).isEqualTo(status);
        assertThat(failure.statusCode()).isEqualTo(code);
        assertThat(failure.getMessage())
                .isEqualTo("GET https://x.com/ocpi/locations was answered by HTTP " + status + " and " + code
                        + ": no such tariff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "OK",
                "<html></html>",
                "[]",
                "[{\"status_code\":1000}]",
                "1000",
                "{}",
                "{\"status_code\":null}",
                "{\"status_code\":\"1000\"}",
                "{\"status_code\":1000.5}",
                "{\"status_code\":10000000000}",
                "{\"status_code\":1000"
            })
    void whatIsNoEnvelopeIsNotOcpi(String body) {
        OutboundFailure ok = failure(calls(200, body));
        OutboundFailure bad = failure(calls(502, body));

        assertThat(ok.reason()).isEqualTo(Reason.NOT_OCPI);
        assertThat(ok.httpStatus()).isEqualTo(200);
        assertThat(ok.statusCode()).isNull();
        assertThat(bad.reason()).isEqualTo(Reason.REFUSED);
        assertThat(bad.httpStatus()).isEqualTo(502);
        assertThat(bad.outage()).isTrue();
    }

    @Test
    void messagesOfPartnersAreMadePrintableShortAndFreeOfOurToken() {
        String token = "c2VjcmV0LXRva2Vu";

        assertThat(failure(calls(
                                401,
                                "{\"status_code\":2000,\"status_message\":\"a\\r\\nb\\u0000\\u202ec secret-token "
                                        + token + "\"}"))
                        .getMessage())
                .endsWith("and 2000: a b c *** ***");
        assertThat(failure(calls(400, "{\"status_code\":2000,\"status_message\":\"" + "a".repeat(10_000) + "\"}"))
                        .getMessage())
                .hasSizeLessThan(400)
                .endsWith("a…");
        assertThat(failure(calls(400, "{\"status_code\":2000,\"status_message\":{}}"))
                        .getMessage())
                .endsWith("and 2000");
    }

    @Test
    void whatAPartnerRefusesIsItsLastFailureUnlessItDoesNotKnowAnObject() {
        failure(calls(404, "{\"status_code\":2003}"));
        assertThat(lastFailure()).isNull();

        failure(calls(401, "{\"status_code\":2000,\"status_message\":\"who are you\"}"));
        assertThat(lastFailure()).isNotNull().contains("who are you");
    }

    @Test
    void aPageHasItsItemsAndWhereTheNextIs() {
        PartnerPage page = page(
                "{\"status_code\":1000,\"data\":[{\"id\":1},{\"id\":2}]}",
                Map.of(
                        "link", List.of("<https://x.com/0>; rel=\"prev\"", "<https://x.com/2>; rel=\"next\""),
                        "x-total-count", List.of("12"),
                        "x-limit", List.of(" 2 ")));

        assertThat(page.items()).extracting(JsonNode::toString).containsExactly("{\"id\":1}", "{\"id\":2}");
        assertThat(page.nextUrl()).isEqualTo("https://x.com/2");
        assertThat(page.totalCount()).isEqualTo(12);
        assertThat(page.limit()).isEqualTo(2);
    }

    @Test
    void theLastPageHasNoNextAndMayBeEmpty() {
        assertThat(page("{\"status_code\":1000}", Map.of("x-total-count", List.of("many"))))
                .isEqualTo(new PartnerPage(List.of(), null, null, null));
    }

    @Test
    void aNextPageMayBeRelative() {
        assertThat(page("{\"status_code\":1000,\"data\":[]}", Map.of("link", List.of("</2?a=b>; rel=next")))
                        .nextUrl())
                .isEqualTo("https://x.com/2?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {URL, "https://x.com/%%%", "no url"})
    void aNextPageThatLeadsNowhereFails(String next) {
        OutboundFailure failure = catchThrowableOfType(
                OutboundFailure.class,
                () -> page("{\"status_code\":1000,\"data\":[]}", Map.of("link", List.of("<" + next + ">; rel=next"))));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_OCPI);
    }

    @Test
    void aPageWithoutAListFails() {
        OutboundFailure failure =
                catchThrowableOfType(OutboundFailure.class, () -> page("{\"status_code\":1000,\"data\":{}}", Map.of()));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_OCPI);
        assertThat(failure.statusCode()).isEqualTo(1000);
    }

    private PartnerPage page(String body, Map<String, List<String>> headers) {
        List<OutboundRequest> sent = new ArrayList<>();
        PartnerPage page = calls(request -> {
                    sent.add(request);
                    return new OutboundResponse(200, headers, body.getBytes(StandardCharsets.UTF_8));
                })
                .page(PEER, URL, Routing.NONE, "corr-1");
        assertThat(sent).containsExactly(OutboundRequest.get(PEER, URL, Routing.NONE, "corr-1"));
        return page;
    }

    private @Nullable String lastFailure() {
        return contacts.handle(new FindCallStatus(new PartnerId("p1"))).lastFailure();
    }

    private PartnerCalls calls(int status, String body) {
        return calls(request -> new OutboundResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private PartnerCalls calls(OutboundHttp http) {
        SecureRandom random = new SecureRandom();
        return new PartnerCalls(http, new SecretSeal(SecretSeal.newKey(random), random), contacts);
    }

    private static OutboundFailure failure(PartnerCalls calls) {
        return catchThrowableOfType(OutboundFailure.class, () -> calls.call(get()));
    }

    private static OutboundRequest get() {
        return OutboundRequest.get(PEER, URL, Routing.NONE, "corr-1");
    }
}
