package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.locations.Capability;
import tools.jackson.databind.JsonNode;

/** An eMSP's platform starts a session at a CPO's, steers and stops it, and is sent the CDR. */
class RemoteSessionE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TO = "\"to\":{\"country_code\":\"NL\",\"party_id\":\"AAA\"}";

    @TempDir
    Path dataDir;

    private RunningPlatform emsp;
    private Http reader;

    @Test
    void aSessionIsStartedSteeredAndStoppedFromAfar() throws Exception {
        try (RunningPlatform cpo = RunningPlatform.start(
                        dataDir.resolve("cpo"),
                        "--ocpi.charge-points.simulator.speed=60",
                        "--ocpi.parties[0].role=CPO",
                        "--ocpi.parties[0].country-code=NL",
                        "--ocpi.parties[0].party-id=AAA",
                        "--ocpi.parties[0].business-details.name=Alpha");
                RunningPlatform mobility = RunningPlatform.start(
                        dataDir.resolve("emsp"),
                        "--ocpi.parties[0].role=EMSP",
                        "--ocpi.parties[0].country-code=DE",
                        "--ocpi.parties[0].party-id=BBB",
                        "--ocpi.parties[0].business-details.name=Beta")) {
            emsp = mobility;
            reader = emsp.provision("EMSP", "DE", "BBB");
            Http operator = cpo.provision("CPO", "NL", "AAA");
            String tokenA = emsp.admin()
                    .post(
                            "/admin/partners",
                            "{\"name\":\"Alpha\",\"roles\":[{\"role\":\"CPO\",\"country_code\":\"NL\",\"party_id\":\"AAA\"}]}")
                    .json()
                    .get("token")
                    .asString();
            Http.Answer connected = cpo.admin()
                    .post(
                            "/admin/partners/connect",
                            "{\"name\":\"Beta\",\"versions_url\":\"" + emsp.versionsUrl() + "\",\"token\":\"" + tokenA
                                    + "\"}");
            assertThat(connected.status()).as(connected.toString()).isEqualTo(201);
            assertThat(operator.put(
                                    "/ocpi/cpo/2.3.0/locations/NL/AAA/LOC1",
                                    aLocation()
                                            .ownedBy("NL", "AAA")
                                            .withId("LOC1")
                                            .withEvse(anEvse("E1")
                                                    .withCapability(Capability.REMOTE_START_STOP_CAPABLE)
                                                    .withCapability(Capability.CHARGING_PROFILE_CAPABLE))
                                            .json()
                                            .toString())
                            .status())
                    .isEqualTo(201);

            JsonNode started = succeeded(send("/admin/remote-commands/START_SESSION", """
                    {%s,"command":{"location_id":"LOC1","evse_uid":"E1","authorization_reference":"REF-1","token":{
                     "country_code":"DE","party_id":"BBB","uid":"APP1","type":"APP_USER","contract_id":"DE-BBB-C1",
                     "issuer":"Beta","valid":true,"whitelist":"NEVER","last_updated":"2026-01-01T00:00:00Z"}}}
                    """.formatted(TO)));
            assertThat(started.get("history").size()).isGreaterThanOrEqualTo(3);
            JsonNode session = await().atMost(PATIENCE).until(() -> first("sessions"), found -> found != null);
            assertThat(session.get("status").asString()).isEqualTo("ACTIVE");
            assertThat(session.get("authorization_reference").asString()).isEqualTo("REF-1");
            await().atMost(PATIENCE)
                    .until(() -> first("sessions").get("kwh").decimalValue().signum() > 0);

            String id = session.get("id").asString();
            succeeded(send("/admin/charging-profiles/" + id, """
                    {%s,"charging_profile":{"charging_rate_unit":"W",
                     "charging_profile_period":[{"start_period":0,"limit":3000.0}]}}
                    """.formatted(TO)));
            Http owner = emsp.admin();
            await().atMost(PATIENCE).untilAsserted(() -> {
                String asked = owner.get(
                                "/admin/charging-profiles/" + id + "?to_country_code=NL&to_party_id=AAA&duration=900")
                        .json()
                        .get("uid")
                        .asString();
                assertThat(succeeded("/admin/charging-profiles/requests/" + asked)
                                .at("/result/profile/charging_profile/charging_profile_period/0/limit")
                                .decimalValue())
                        .isEqualByComparingTo("3000");
            });
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(failedDeliveries(cpo)).isZero());

            succeeded(send(
                    "/admin/remote-commands/STOP_SESSION",
                    "{%s,\"command\":{\"session_id\":\"%s\"}}".formatted(TO, id)));
            JsonNode cdr = await().atMost(PATIENCE).until(() -> first("cdrs"), found -> found != null);
            assertThat(cdr.get("session_id").asString()).isEqualTo(id);
            assertThat(cdr.get("authorization_reference").asString()).isEqualTo("REF-1");
            await().atMost(PATIENCE)
                    .until(() -> first("sessions").get("status").asString().equals("COMPLETED"));
            assertThat(cdr.get("total_energy").decimalValue())
                    .isEqualByComparingTo(first("sessions").get("kwh").decimalValue());
        }
    }

    private String send(String path, String body) throws Exception {
        Http.Answer answer = emsp.admin().post(path, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        String uid = answer.json().get("uid").asString();
        return (path.startsWith("/admin/charging-profiles")
                        ? "/admin/charging-profiles/requests/"
                        : "/admin/remote-commands/")
                + uid;
    }

    private JsonNode succeeded(String report) throws Exception {
        return await().atMost(PATIENCE).until(() -> emsp.admin().get(report).json(), json -> {
            String state = json.get("state").asString();
            assertThat(state).as(json.toString()).isIn("REQUESTED", "ACCEPTED", "SUCCEEDED");
            return state.equals("SUCCEEDED");
        });
    }

    /** The first object of a list as the eMSP's own systems read it, if there is one. */
    private JsonNode first(String module) throws Exception {
        return reader.get("/ocpi/emsp/2.3.0/" + module).data().get(0);
    }

    private static int failedDeliveries(RunningPlatform platform) throws Exception {
        for (JsonNode partner : platform.admin().get("/admin/partners").json()) {
            if (partner.get("name").asString().equals("Beta")) {
                return partner.get("failed_deliveries").asInt();
            }
        }
        throw new IllegalStateException("the partner is unknown");
    }
}
