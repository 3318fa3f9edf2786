package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.tokens.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens over HTTP: pushed to the CPO side, published on the eMSP side, and asked about. */
class TokensE2E {

    private static final String CPO = "/ocpi/cpo/2.3.0/tokens";
    private static final String EMSP = "/ocpi/emsp/2.3.0/tokens";
    private static final String T0 = "2026-01-10T10:00:00Z";
    private static final String T1 = "2026-01-10T10:01:00Z";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http emsp;
    private static Http otherEmsp;
    private static Http strict;
    private static Http cpo;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir, "--ocpi.tokens.location-required=DE-STR");
        emsp = platform.provision("EMSP", "DE", "EMS");
        otherEmsp = platform.provision("EMSP", "NL", "EMS");
        strict = platform.provision("EMSP", "DE", "STR");
        cpo = platform.provision("CPO", "NL", "TNM");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aTokenIsPushedChangedAndBlocked(String side) throws Exception {
        String url = side + "/DE/EMS/LIFE";
        ObjectNode token = token("LIFE", "RFID", T0);
        assertThat(emsp.patch(url, "{\"valid\":false,\"last_updated\":\"" + T1 + "\"}")
                        .outcome())
                .isEqualTo("404/2004");
        assertThat(emsp.put(url, token.toString()).outcome()).isEqualTo("201/1000");
        assertThat(emsp.put(url, token.toString()).outcome()).isEqualTo("200/1000");
        assertThat(emsp.get(side + "/de/ems/life").data()).isEqualTo(token);
        assertThat(emsp.patch(url, "{\"valid\":false}").outcome()).isEqualTo("200/2001");
        assertThat(emsp.patch(url, "{\"valid\":false,\"last_updated\":\"" + T1 + "\"}")
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(emsp.get(url).data().get("valid").asBoolean()).isFalse();
        assertThat(emsp.put(url, token.toString()).message()).contains("stale");
        assertThat(emsp.send("DELETE", url, null).outcome()).isEqualTo("405/2000");
        assertThat(emsp.post(url, "{}").outcome()).isEqualTo("405/2000");
        assertThat(emsp.put(url, token("OTHER", "RFID", T1).toString()).outcome())
                .isEqualTo("200/2001");
        assertThat(otherEmsp.put(url, token.toString()).outcome()).isEqualTo("404/2004");
        assertThat(cpo.put(url, token.toString()).outcome()).isEqualTo("404/2004");
        assertThat(cpo.patch(url, "{}").outcome()).isEqualTo("404/2004");
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void theTypeIsPartOfTheKey(String side) throws Exception {
        String url = side + "/DE/EMS/TYPED";
        assertThat(emsp.put(url, token("TYPED", "RFID", T0).toString()).outcome())
                .isEqualTo("201/1000");
        assertThat(emsp.put(url, token("TYPED", "APP_USER", T0).toString()).outcome())
                .isEqualTo("201/1000");
        assertThat(emsp.put(url + "?type=rfid", token("TYPED", "rfid", T0).toString())
                        .outcome())
                .isEqualTo("201/1000");
        assertThat(emsp.put(url + "?type=OTHER", token("TYPED", "APP_USER", T0).toString())
                        .outcome())
                .isEqualTo("200/2001");
        for (String type : List.of("RFID", "APP_USER", "rfid")) {
            assertThat(emsp.get(url + "?type=" + type).data().get("type").asString())
                    .isEqualTo(type);
        }
        assertThat(emsp.get(url).data().get("type").asString()).isEqualTo("RFID");
        assertThat(emsp.get(url + "?type=EMAID").outcome()).isEqualTo("404/2004");
        assertThat(emsp.patch(url + "?type=APP_USER", "{\"valid\":false,\"last_updated\":\"" + T1 + "\"}")
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(emsp.get(url + "?type=APP_USER").data().get("valid").asBoolean())
                .isFalse();
        assertThat(emsp.get(url).data().get("valid").asBoolean()).isTrue();
        assertThat(emsp.get(url + "?type=").outcome()).isEqualTo("200/2001");
        assertThat(emsp.get(url + "?type=" + "x".repeat(37)).outcome()).isEqualTo("200/2001");
    }

    @Test
    void cposSeeWhatIsPublishedAndOnlyOwnersTheirCopies() throws Exception {
        for (String side : List.of(CPO, EMSP)) {
            emsp.put(side + "/DE/EMS/SEEN", token("SEEN", "RFID", T0).toString());
        }
        assertThat(uids(cpo)).contains("SEEN");
        assertThat(uids(emsp)).contains("SEEN");
        assertThat(uids(otherEmsp)).isEmpty();
        assertThat(cpo.get(EMSP + "/DE/EMS/SEEN").outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(CPO + "/DE/EMS/SEEN").outcome()).isEqualTo("404/2004");
        assertThat(otherEmsp.get(EMSP + "/DE/EMS/SEEN").outcome()).isEqualTo("404/2004");
        assertThat(cpo.get(EMSP + "?date_from=yesterday").outcome()).isEqualTo("200/2001");
    }

    @Test
    void aTokenIsAuthorizedAsItIsValid() throws Exception {
        ObjectNode token = token("AUTH", "RFID", T0);
        emsp.put(EMSP + "/DE/EMS/AUTH", token.toString());
        String place = "{\"location_id\":\"LOC1\",\"evse_uids\":[\"E1\",\"e2\"]}";
        for (String url : List.of(EMSP + "/auth/authorize", EMSP + "/DE/EMS/AUTH/authorize")) {
            JsonNode allowed = cpo.post(url, place).data();
            assertThat(allowed.get("allowed").asString()).isEqualTo("ALLOWED");
            assertThat(allowed.get("token")).isEqualTo(token);
            assertThat(allowed.get("location").toString()).isEqualTo(place);
            Http.Answer bare = cpo.send("POST", url, null);
            assertThat(bare.outcome()).isEqualTo("200/1000");
            assertThat(bare.data().has("location")).isFalse();
            assertThat(cpo.post(url, "{\"evse_uids\":[\"E1\"]}").outcome()).isEqualTo("200/2001");
            assertThat(cpo.post(url, "{").outcome()).isEqualTo("400/2001");
            assertThat(cpo.post(url + "?type=APP_USER", place).outcome()).isEqualTo("404/2004");
            assertThat(cpo.post(url + "?type=", place).outcome()).isEqualTo("200/2001");
            assertThat(otherEmsp.post(url, place).outcome()).isEqualTo("404/2004");
        }
        emsp.patch(EMSP + "/DE/EMS/AUTH", "{\"valid\":false,\"last_updated\":\"" + T1 + "\"}");
        JsonNode blocked = cpo.post(EMSP + "/AUTH/authorize", place).data();
        assertThat(blocked.get("allowed").asString()).isEqualTo("BLOCKED");
        assertThat(blocked.has("location")).isFalse();
        assertThat(cpo.post(EMSP + "/NONE/authorize", place).outcome()).isEqualTo("404/2004");
        assertThat(cpo.post(EMSP + "/DE/EMS/NONE/authorize", place).outcome()).isEqualTo("404/2004");
    }

    @Test
    void aUidOfSeveralEmspsNeedsAnAddressee() throws Exception {
        emsp.put(EMSP + "/DE/EMS/TWICE", token("TWICE", "RFID", T0).toString());
        otherEmsp.put(
                EMSP + "/NL/EMS/TWICE",
                token("TWICE", "RFID", T0).put("country_code", "NL").toString());
        assertThat(cpo.send("POST", EMSP + "/TWICE/authorize", null).outcome()).isEqualTo("200/2002");
        assertThat(cpo.send(
                                "POST",
                                EMSP + "/TWICE/authorize",
                                null,
                                "OCPI-to-country-code",
                                "NL",
                                "OCPI-to-party-id",
                                "EMS")
                        .data()
                        .at("/token/country_code")
                        .asString())
                .isEqualTo("NL");
    }

    @Test
    void anEmspMayDemandTheLocation() throws Exception {
        strict.put(
                EMSP + "/DE/STR/STRICT",
                token("STRICT", "RFID", T0).put("party_id", "STR").toString());
        assertThat(cpo.send("POST", EMSP + "/STRICT/authorize", null).outcome()).isEqualTo("200/2002");
        assertThat(cpo.post(EMSP + "/STRICT/authorize", "{\"location_id\":\"LOC1\"}")
                        .data()
                        .get("allowed")
                        .asString())
                .isEqualTo("ALLOWED");
    }

    private static ObjectNode token(String uid, String type, String lastUpdated) {
        return Tokens.aToken()
                .json()
                .put("country_code", "DE")
                .put("party_id", "EMS")
                .put("uid", uid)
                .put("type", type)
                .put("valid", true)
                .put("last_updated", lastUpdated);
    }

    private static List<String> uids(Http partner) throws Exception {
        Http.Answer page = partner.get(EMSP);
        assertThat(page.outcome()).isEqualTo("200/1000");
        return page.data()
                .valueStream()
                .map(token -> token.get("uid").asString())
                .toList();
    }
}
