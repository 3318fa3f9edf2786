package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.cdrs.Cdrs;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

/** CDRs over HTTP: filed once, credited once, seen by who is owed and who owes. */
class CdrsE2E {

    private static final String CPO = "/ocpi/cpo/2.3.0/cdrs";
    private static final String EMSP = "/ocpi/emsp/2.3.0/cdrs";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http cpo;
    private static Http otherCpo;
    private static Http emsp;
    private static Http otherEmsp;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        cpo = platform.provision("CPO", "NL", "TNM");
        otherCpo = platform.provision("CPO", "NL", "OTH");
        emsp = platform.provision("EMSP", "DE", "EMS");
        otherEmsp = platform.provision("EMSP", "DE", "OTH");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aCdrIsFiledOnceAndNeverChanges(String side) throws Exception {
        ObjectNode cdr = cdr("Once/1 ;%");
        Http.Answer filed = cpo.post(side, cdr.toString());
        assertThat(filed.outcome()).isEqualTo("201/1000");
        assertThat(filed.json().has("data")).isFalse();
        String location = filed.header("Location").orElseThrow();
        assertThat(location).startsWith(cpo.base() + side + "/NL/TNM/");
        assertThat(cpo.get(location).data()).isEqualTo(cdr);
        assertThat(emsp.get(location).data()).isEqualTo(cdr);

        Http.Answer again = cpo.post(side, cdr.toString());
        assertThat(again.outcome()).isEqualTo("200/1000");
        assertThat(again.header("Location")).contains(location);
        assertThat(cpo.post(side, cdr.put("remark", "changed").toString()).outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.get(location).data().has("remark")).isFalse();
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            assertThat(cpo.send(method, location, "{}").outcome()).isEqualTo("405/2000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aCdrIsForItsOwnerAndWhoPays(String side) throws Exception {
        cpo.post(side, cdr("SEEN").toString());
        assertThat(ids(cpo, side)).contains("SEEN");
        assertThat(ids(emsp, side)).contains("SEEN");
        for (Http stranger : List.of(otherCpo, otherEmsp)) {
            assertThat(ids(stranger, side)).isEmpty();
            assertThat(stranger.get(side + "/NL/TNM/SEEN").outcome()).isEqualTo("404/2000");
        }
        assertThat(cpo.get(side + "/NL/TNM/NONE").outcome()).isEqualTo("404/2000");
        assertThat(cpo.get(side + "?limit=none").outcome()).isEqualTo("200/2001");
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void whatIsNoCdrOrNotTheCallersIsRefused(String side) throws Exception {
        assertThat(otherCpo.post(side, cdr("FOREIGN").toString()).outcome()).isEqualTo("200/2001");
        assertThat(emsp.post(side, cdr("FOREIGN").toString()).outcome()).isEqualTo("200/2001");
        assertThat(cpo.post(side, "").outcome()).isEqualTo("400/2001");
        for (String bad : List.of(
                "{\"charging_periods\":[]}",
                "{\"end_date_time\":\"2000-01-01T00:00:00Z\"}",
                "{\"total_time\":1,\"total_parking_time\":1.0001}",
                "{\"charging_periods\":[{\"start_date_time\":\"2026-03-01T10:00:00Z\",\"dimensions\":[{\"type\":\"POWER\",\"volume\":1}]}]}",
                "{\"credit\":true}",
                "{\"credit_reference_id\":\"X\"}",
                "{\"id\":\"" + "x".repeat(37) + "\"}",
                "{\"cdr_location\":{}}")) {
            ObjectNode cdr = cdr("BAD");
            cdr.setAll((ObjectNode) OcpiJson.mapper().readTree(bad));
            assertThat(cpo.post(side, cdr.toString()).outcome()).as(bad).isEqualTo("200/2001");
        }
        assertThat(cpo.get(side + "/NL/TNM/BAD").outcome()).isEqualTo("404/2000");
    }

    @Test
    void onTheOwnersSideACreditNeedsItsOriginalAndComesOnce() throws Exception {
        assertThat(cpo.post(CPO, credit("C0", "UNKNOWN").toString()).message()).contains("UNKNOWN");
        cpo.post(CPO, cdr("PAID").toString());
        assertThat(cpo.post(
                                CPO,
                                cdr("PAID-C")
                                        .put("credit", true)
                                        .put("credit_reference_id", "PAID")
                                        .toString())
                        .message())
                .contains("negated");
        String longest = "PAID-" + "C".repeat(34);
        assertThat(cpo.post(CPO, credit(longest, "paid").toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.post(CPO, credit(longest, "paid").toString()).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(CPO + "/NL/TNM/" + longest).outcome()).isEqualTo("200/1000");
        assertThat(cpo.post(CPO, credit("PAID-D", "PAID").toString()).message()).contains("credited before");
        assertThat(cpo.post(
                                CPO,
                                cdr("X").put("credit", true)
                                        .put("credit_reference_id", longest)
                                        .toString())
                        .message())
                .contains("Credit CDR");
        assertThat(cpo.get(CPO + "/NL/TNM/PAID-D").outcome()).isEqualTo("404/2000");
        assertThat(cpo.get(CPO + "/NL/TNM/PAID").data()).isEqualTo(cdr("PAID"));
        assertThat(cpo.post(CPO, cdr("PAID-2").toString()).outcome()).isEqualTo("201/1000");
    }

    @Test
    void ofManyCreditsAtOnceOneIsFiled() throws Exception {
        cpo.post(CPO, cdr("RACE").toString());
        List<Callable<String>> credits = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String id = "RACE-" + i;
            credits.add(() -> cpo.post(CPO, credit(id, "RACE").toString()).outcome());
        }
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<String> answer : threads.invokeAll(credits)) {
                outcomes.add(answer.get());
            }
        }
        assertThat(outcomes).containsOnlyOnce("201/1000").containsOnly("201/1000", "200/2001");
        assertThat(ids(cpo, CPO)).filteredOn(id -> id.startsWith("RACE-")).hasSize(1);
    }

    @Test
    void theReceiverTakesACreditOfWhatItMissed() throws Exception {
        assertThat(cpo.post(EMSP, credit("MISSED-C", "MISSED").toString()).outcome())
                .isEqualTo("201/1000");
    }

    private static ObjectNode cdr(String id) {
        ObjectNode cdr = Cdrs.aCdr().json();
        cdr.put("country_code", "NL").put("party_id", "TNM").put("id", id);
        cdr.withObject("cdr_token").put("country_code", "DE").put("party_id", "EMS");
        cdr.set("total_cost", price("10.00", "2.10"));
        return cdr;
    }

    private static ObjectNode credit(String id, String original) {
        ObjectNode credit = cdr(id).put("credit", true).put("credit_reference_id", original);
        credit.set("total_cost", price("-10.00", "-2.10"));
        return credit;
    }

    private static ObjectNode price(String beforeTaxes, String vat) {
        return (ObjectNode) OcpiJson.mapper()
                .readTree("{\"before_taxes\":%s,\"taxes\":[{\"name\":\"VAT\",\"amount\":%s}]}"
                        .formatted(beforeTaxes, vat));
    }

    private static List<String> ids(Http partner, String side) throws Exception {
        Http.Answer page = partner.get(side);
        assertThat(page.outcome()).isEqualTo("200/1000");
        return page.data().valueStream().map(cdr -> cdr.get("id").asString()).toList();
    }
}
