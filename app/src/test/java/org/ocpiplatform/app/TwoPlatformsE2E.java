package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two installations on one machine, the first of a CPO and the second of an eMSP: nothing is done by hand but handing
 * over one token, and the first is killed in the middle.
 */
class TwoPlatformsE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AT = "2026-01-10T10:00:00Z";

    @TempDir
    Path cpoData;

    @TempDir
    Path emspData;

    @Test
    void theyFindEachOtherExchangeEverythingStayInStepAndPart() throws Exception {
        try (RunningPlatform emsp = RunningPlatform.start(emspData, settings("EMSP", "DE", "MSP"))) {
            RunningPlatform cpo = RunningPlatform.start(cpoData, settings("CPO", "NL", "CPO"));
            try {
                String driver = "{\"uid\":\"DRIVER1\",\"type\":\"RFID\",\"contract_id\":\"DE-MSP-C1\"";
                Http cpoSystem = cpo.provision("CPO", "NL", "CPO");
                Http emspSystem = emsp.provision("EMSP", "DE", "MSP");

                // What is there before they know each other is pulled.
                write(cpoSystem.put("/ocpi/cpo/2.3.0/tariffs/NL/CPO/T-OLD", tariff("T-OLD")));
                write(emspSystem.put("/ocpi/emsp/2.3.0/tokens/DE/MSP/DRIVER0", token("DRIVER0")));

                String tokenA = emsp.admin()
                        .post("/admin/partners", """
                                {"name":"The CPO","roles":[{"role":"CPO","country_code":"NL","party_id":"CPO"}]}""")
                        .json()
                        .get("token")
                        .asString();
                Http.Answer connected = cpo.admin().post("/admin/partners/connect", """
                        {"name":"The eMSP","versions_url":"%s/ocpi/versions","token":"%s"}""".formatted(
                                emsp.http().base(), tokenA));
                assertThat(connected.status()).as(connected.toString()).isEqualTo(201);
                String emspAtCpo = connected.json().get("id").asString();
                assertThat(partner(cpo, emspAtCpo).get("state").asString()).isEqualTo("REGISTERED");
                String cpoAtEmsp = registered(emsp);
                assertThat(emsp.partner(tokenA).get("/ocpi/versions").status()).isEqualTo(401);

                // What is new from now on is pushed.
                write(cpoSystem.put("/ocpi/cpo/2.3.0/tariffs/NL/CPO/T1", tariff("T1")));
                write(cpoSystem.put("/ocpi/cpo/2.3.0/locations/NL/CPO/LOC1", location()));
                write(emspSystem.put("/ocpi/emsp/2.3.0/tokens/DE/MSP/DRIVER1", token("DRIVER1")));
                acknowledged(cpo, emspAtCpo, "tariffs", "T1");
                acknowledged(cpo, emspAtCpo, "locations", "LOC1");
                acknowledged(emsp, cpoAtEmsp, "tokens", "DRIVER1");
                pulled(emsp, cpoAtEmsp, "tariffs");
                pulled(cpo, emspAtCpo, "tokens");

                // The first is killed while the second cannot be told, and goes on where it was.
                write(cpoSystem.put("/ocpi/cpo/2.3.0/sessions/NL/CPO/S1", session(driver)));
                String port = "--server.port=" + URI.create(cpo.http().base()).getPort();
                cpo.kill();
                cpo = RunningPlatform.start(cpoData, settings("CPO", "NL", "CPO", port));
                shown(emspSystem, "/ocpi/emsp/2.3.0/sessions/NL/CPO/S1", "status", "ACTIVE");
                write(cpoSystem.patch(
                        "/ocpi/cpo/2.3.0/locations/NL/CPO/LOC1/E1",
                        "{\"status\":\"CHARGING\",\"last_updated\":\"2026-01-10T10:05:00Z\"}"));
                write(cpoSystem.patch(
                        "/ocpi/cpo/2.3.0/sessions/NL/CPO/S1",
                        "{\"kwh\":12.5,\"status\":\"COMPLETED\",\"end_date_time\":\"2026-01-10T11:00:00Z\","
                                + "\"last_updated\":\"2026-01-10T11:00:00Z\"}"));
                write(cpoSystem.post("/ocpi/cpo/2.3.0/cdrs", cdr(driver)));
                shown(emspSystem, "/ocpi/emsp/2.3.0/sessions/NL/CPO/S1", "status", "COMPLETED");
                shown(emspSystem, "/ocpi/emsp/2.3.0/cdrs/NL/CPO/CDR1", "total_energy", "12.5");
                acknowledged(cpo, emspAtCpo, "cdrs", "CDR1");
                assertInStep(cpo, emspAtCpo);

                // Rotation in both directions, then pushes go on.
                assertThat(cpo.admin()
                                .post("/admin/partners/" + emspAtCpo + "/rotate", "")
                                .status())
                        .isEqualTo(200);
                assertThat(emsp.admin()
                                .post("/admin/partners/" + cpoAtEmsp + "/rotate", "")
                                .status())
                        .isEqualTo(200);
                write(cpoSystem.put("/ocpi/cpo/2.3.0/tariffs/NL/CPO/T2", tariff("T2")));
                write(emspSystem.put("/ocpi/emsp/2.3.0/tokens/DE/MSP/DRIVER2", token("DRIVER2")));
                acknowledged(cpo, emspAtCpo, "tariffs", "T2");
                acknowledged(emsp, cpoAtEmsp, "tokens", "DRIVER2");

                // The end, on both sides.
                Http.Answer ended = cpo.admin().send("DELETE", "/admin/partners/" + emspAtCpo, null);
                assertThat(ended.status()).as(ended.toString()).isEqualTo(200);
                assertThat(ended.json().get("partner_told").asBoolean()).isTrue();
                assertThat(partner(cpo, emspAtCpo).get("state").asString()).isEqualTo("UNREGISTERED");
                assertThat(partner(emsp, cpoAtEmsp).get("state").asString()).isEqualTo("UNREGISTERED");
            } finally {
                cpo.close();
            }
        }
    }

    private static String[] settings(String role, String country, String party, String... more) {
        return Stream.concat(
                        Stream.of(more),
                        Stream.of(
                                "--ocpi.parties[0].role=" + role,
                                "--ocpi.parties[0].country-code=" + country,
                                "--ocpi.parties[0].party-id=" + party,
                                "--ocpi.parties[0].business-details.name=" + role))
                .toArray(String[]::new);
    }

    private static void write(Http.Answer answer) {
        assertThat(answer.outcome()).as(answer.toString()).matches("20[01]/1000");
    }

    private static JsonNode partner(RunningPlatform at, String id) throws Exception {
        return at.admin().get("/admin/partners/" + id).json();
    }

    private static String registered(RunningPlatform at) throws Exception {
        for (JsonNode partner : at.admin().get("/admin/partners").json()) {
            if (partner.get("state").asString().equals("REGISTERED")) {
                return partner.get("id").asString();
            }
        }
        throw new AssertionError("nobody is registered");
    }

    /** Waits until the ledger says that the partner has acknowledged an object, and nothing is wrong with any. */
    private static void acknowledged(RunningPlatform at, String partner, String module, String id) throws Exception {
        await(module + " " + id, () -> {
            JsonNode deliveries = at.admin()
                    .get("/admin/partners/" + partner + "/deliveries?state=acknowledged&limit=1000&module=" + module)
                    .json();
            return deliveries.toString().contains(id);
        });
    }

    private static void pulled(RunningPlatform at, String partner, String module) throws Exception {
        await("sync of " + module, () -> {
            for (JsonNode sync :
                    at.admin().get("/admin/partners/" + partner + "/sync").json()) {
                if (sync.get("module").asString().equals(module)) {
                    return sync.path("created").asInt() + sync.path("unchanged").asInt() > 0;
                }
            }
            return false;
        });
    }

    private static void shown(Http caller, String path, String field, String value) throws Exception {
        await(path, () -> {
            Http.Answer answer = caller.get(path);
            return answer.status() == 200 && answer.data().get(field).asString().equals(value);
        });
    }

    /** A resync compares everything with the partner's copies, and finds nothing to push. */
    private static void assertInStep(RunningPlatform at, String partner) throws Exception {
        assertThat(at.admin()
                        .post("/admin/partners/" + partner + "/resync", "{}")
                        .status())
                .isEqualTo(202);
        await("resync", () -> {
            JsonNode resyncs =
                    at.admin().get("/admin/partners/" + partner + "/resyncs").json();
            JsonNode resync = resyncs.isArray() && !resyncs.isEmpty() ? resyncs.get(0) : resyncs;
            if (!resync.path("state").asString("").matches("COMPLETED|DONE|FINISHED")) {
                return false;
            }
            assertThat(resync.get("pushed").asInt()).as(resync.toString()).isZero();
            assertThat(resync.get("failed").asInt()).as(resync.toString()).isZero();
            assertThat(resync.get("compared").asInt()).as(resync.toString()).isGreaterThanOrEqualTo(4);
            return true;
        });
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    private static String tariff(String id) {
        return """
                {"country_code":"NL","party_id":"CPO","id":"%s","currency":"EUR","tax_included":"NO",
                 "elements":[{"price_components":[{"type":"ENERGY","price":0.4500,"step_size":1}]}],
                 "last_updated":"%s"}""".formatted(id, AT);
    }

    private static String token(String uid) {
        return """
                {"country_code":"DE","party_id":"MSP","uid":"%1$s","type":"RFID","contract_id":"DE-MSP-%1$s",
                 "issuer":"The eMSP","valid":true,"whitelist":"ALLOWED","last_updated":"%2$s"}""".formatted(uid, AT);
    }

    private static String location() {
        return """
                {"country_code":"NL","party_id":"CPO","id":"LOC1","publish":true,"name":"Haven","address":"Kade 1",
                 "city":"Zwolle","country":"NLD","coordinates":{"latitude":"52.51680","longitude":"6.08300"},
                 "time_zone":"Europe/Amsterdam","evses":[{"uid":"E1","evse_id":"NL*CPO*E1","status":"AVAILABLE",
                 "connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE",
                 "max_voltage":230,"max_amperage":32,"tariff_ids":["T1"],"last_updated":"%1$s"}],
                 "last_updated":"%1$s"}],"last_updated":"%1$s"}""".formatted(AT);
    }

    private static String session(String driver) {
        return """
                {"country_code":"NL","party_id":"CPO","id":"S1","start_date_time":"%1$s","kwh":0,
                 "cdr_token":%2$s,"country_code":"DE","party_id":"MSP"},"auth_method":"WHITELIST",
                 "location_id":"LOC1","evse_uid":"E1","connector_id":"1","currency":"EUR","status":"ACTIVE",
                 "last_updated":"%1$s"}""".formatted(AT, driver);
    }

    private static String cdr(String driver) {
        return """
                {"country_code":"NL","party_id":"CPO","id":"CDR1","session_id":"S1","start_date_time":"%1$s",
                 "end_date_time":"2026-01-10T11:00:00Z","auth_method":"WHITELIST",
                 "cdr_token":%2$s,"country_code":"DE","party_id":"MSP"},
                 "cdr_location":{"id":"LOC1","address":"Kade 1","city":"Zwolle","country":"NLD",
                 "coordinates":{"latitude":"52.51680","longitude":"6.08300"},"evse_uid":"E1","evse_id":"NL*CPO*E1",
                 "connector_id":"1","connector_standard":"IEC_62196_T2","connector_format":"SOCKET",
                 "connector_power_type":"AC_3_PHASE"},"currency":"EUR",
                 "charging_periods":[{"start_date_time":"%1$s","dimensions":[{"type":"ENERGY","volume":12.5}]}],
                 "total_cost":{"before_taxes":5.62},"total_energy":12.5,"total_time":1.0,
                 "last_updated":"2026-01-10T11:01:00Z"}""".formatted(AT, driver);
    }
}
