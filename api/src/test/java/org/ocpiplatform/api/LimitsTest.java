package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.limits.LimitSettings;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Who asks too often is told so in the form of the path, and nobody else notices. */
@Import(LimitsTest.Few.class)
class LimitsTest extends OcpiTest {

    private static final int BURST = 3;

    @TestConfiguration
    static class Few {

        @Bean
        @Primary
        LimitSettings few() {
            return new LimitSettings(
                    new LimitSettings.Rate(1, BURST),
                    new LimitSettings.Rate(1, BURST),
                    10,
                    new LimitSettings.Transfers(Duration.ofSeconds(1), Duration.ofSeconds(2), 4096));
        }
    }

    /** The clock begins anew with each test, and what was counted before must be long ago. */
    private static int tests;

    @BeforeEach
    void forgetWhatWasCounted() {
        tests++;
        clock.advance(Duration.ofHours(tests));
    }

    @Test
    void aPartnerThatAsksTooOftenGetsTheEnvelopeAndARetryAfter() {
        for (int i = 0; i < BURST; i++) {
            assertThat(perform(get("cpo-token", CPO_SESSIONS))).hasStatusOk();
        }

        MvcTestResult refused = perform(get("cpo-token", CPO_SESSIONS));
        assertThat(refused).hasStatus(429).hasHeader("Retry-After", "1").containsHeader("X-Request-ID");
        assertThat(refused).bodyJson().extractingPath("$.status_code").isEqualTo(2000);
        assertThat(perform(get("emsp-token", CPO_SESSIONS))).hasStatusOk();

        clock.advance(Duration.ofSeconds(1));
        assertThat(perform(get("cpo-token", CPO_SESSIONS))).hasStatusOk();
        assertThat(perform(get("cpo-token", CPO_SESSIONS))).hasStatus(429);
    }

    @Test
    void whatIsRefusedReachesNoAggregate() {
        for (int i = 0; i < BURST; i++) {
            perform(get("cpo-token", CPO_SESSIONS));
        }

        assertThat(perform(put("cpo-token", CPO_SESSIONS + "/NL/TNM/S1", session("S1"))))
                .hasStatus(429);
        assertThat(platform.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/ocpi/versions, Token bm9uZQ==, $.status_code",
        "/ocpi/versions, , $.status_code",
        "/graphql, Bearer none, $.data",
        "/2.2/locations/photos/uploads, , $.data",
        "/admin/partners, Bearer none, $.title",
        "/audit/keys, Bearer none, $.title",
        "/streams/events, , $.title"
    })
    void anAddressWithoutAValidTokenIsRefusedInTheFormOfThePath(String path, String authorization, String field) {
        for (int i = 0; i < BURST; i++) {
            assertThat(perform(from("192.0.2.7", path, authorization))).hasStatus(401);
        }

        MvcTestResult refused = perform(from("192.0.2.7", path, authorization));
        assertThat(refused).hasStatus(429).hasHeader("Retry-After", "1");
        assertThat(refused).bodyJson().hasPath(field);
        assertThat(perform(from("192.0.2.8", path, authorization))).hasStatus(401);
    }

    @Test
    void aValidTokenIsNotRefusedBecauseOfItsAddress() {
        for (int i = 0; i <= BURST; i++) {
            perform(from("192.0.2.7", "/ocpi/versions", null));
        }

        assertThat(perform(from("192.0.2.7", "/ocpi/versions", FakePlatform.token("cpo-token"))))
                .hasStatusOk();
        assertThat(perform(from("192.0.2.7", "/admin/partners", "Bearer " + TestEdge.ADMIN_TOKEN)))
                .hasStatusOk();
    }

    @Test
    void anAddressCannotMakeItselfAnother() {
        for (int i = 0; i < BURST; i++) {
            perform(from("192.0.2.7", "/ocpi/versions", null).header("X-Forwarded-For", "198.51.100." + i));
        }

        assertThat(perform(from("192.0.2.7", "/ocpi/versions", null).header("X-Forwarded-For", "198.51.100.99")))
                .hasStatus(429);
    }

    @Test
    void openPagesAreCountedAndTheStateIsNot() {
        for (int i = 0; i < BURST; i++) {
            assertThat(perform(from("192.0.2.7", "/images/none.png", null))).hasStatus(404);
        }

        assertThat(perform(from("192.0.2.7", "/images/none.png", null))).hasStatus(429);
        for (int i = 0; i < 2 * BURST; i++) {
            assertThat(perform(from("192.0.2.7", "/actuator/health", null))
                            .getResponse()
                            .getStatus())
                    .isNotEqualTo(429);
        }
    }

    @Test
    void administratorsAreNotCounted() {
        for (int i = 0; i < 2 * BURST; i++) {
            assertThat(perform(from("192.0.2.7", "/admin/partners", "Bearer " + TestEdge.ADMIN_TOKEN)))
                    .hasStatusOk();
        }
    }

    @Test
    void applicationsAreCountedToo() {
        for (int i = 0; i < BURST; i++) {
            assertThat(perform(login())).hasStatus(400);
        }

        MvcTestResult refused = perform(login());
        assertThat(refused).hasStatus(429);
        assertThat(refused).bodyJson().extractingPath("$.status").isEqualTo(429);
    }

    private static MockHttpServletRequestBuilder login() {
        return request(HttpMethod.POST, URI.create(BackOfficePaths.LOGIN))
                .header("Authorization", "Bearer " + TestEdge.APPLICATION_TOKEN)
                .contentType("application/json")
                .content("{");
    }

    private static MockHttpServletRequestBuilder from(String address, String path, String authorization) {
        MockHttpServletRequestBuilder request = get(path).with(sent -> {
            sent.setRemoteAddr(address);
            return sent;
        });
        return authorization == null ? request : request.header("Authorization", authorization);
    }
}
