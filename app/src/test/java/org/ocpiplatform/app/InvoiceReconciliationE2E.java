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
import org.ocpiplatform.ocpi.Fixtures;
import org.ocpiplatform.ocpi.cdrs.Cdrs;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceRecords;
import org.ocpiplatform.ocpi.json.ExactJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

/** Invoice reconciliation records over HTTP: filed by the invoicing CPO, replaced, withdrawn and filed again. */
class InvoiceReconciliationE2E {

    private static final String CPO = "/ocpi/cpo/2.3.0/invoicereconciliation";
    private static final String EMSP = "/ocpi/emsp/2.3.0/invoicereconciliation";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http cpo;
    private static Http otherCpo;
    private static Http emsp;
    private static Http otherEmsp;
    private static Http philippine;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        cpo = platform.provision("CPO", "NL", "TNM");
        otherCpo = platform.provision("CPO", "NL", "OTH");
        emsp = platform.provision("EMSP", "NL", "MSP");
        otherEmsp = platform.provision("EMSP", "DE", "ABC");
        philippine = platform.provision("CPO", "PH", "FIX");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aRecordIsFiledReplacedWithdrawnAndFiledAgain(String side) throws Exception {
        String id = side.equals(CPO) ? "LIFE" : "COPIED-LIFE";
        String url = side + "/NL/TNM/" + id;
        ObjectNode record = record(id, "2026-04-01T06:00:00Z");

        assertThat(cpo.put(url, record.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.put(url, record.toString()).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(url.replace("NL/TNM", "nl/Tnm")).data()).isEqualTo(record);
        assertThat(list(cpo).contains(id)).isEqualTo(side.equals(CPO));

        record.put("invoice_id", "2026-0043").put("last_updated", "2026-04-01T07:00:00Z");
        assertThat(cpo.put(url, record.toString()).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(url).data()).isEqualTo(record);
        assertThat(cpo.put(url, record(id, "2026-04-01T06:59:59.999Z").toString())
                        .message())
                .contains("stale");

        assertThat(cpo.send("DELETE", url, null).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(url).outcome()).isEqualTo("404/2000");
        assertThat(cpo.send("DELETE", url, null).outcome()).isEqualTo("404/2000");
        assertThat(list(cpo)).doesNotContain(id);

        assertThat(cpo.put(url, record.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.get(url).data()).isEqualTo(record);
    }

    @Test
    void aRecordIsPostedOnceAndReplacedByPut() throws Exception {
        ObjectNode record = record("POSTED", "2026-04-01T06:00:00Z");

        Http.Answer created = cpo.post(EMSP, record.toString());
        assertThat(created.outcome()).isEqualTo("201/1000");
        assertThat(created.json().has("data")).isFalse();
        assertThat(cpo.post(EMSP, record.toString()).outcome()).isEqualTo("200/1000");

        record.put("invoice_id", "2026-0043").put("last_updated", "2026-04-01T07:00:00Z");
        Http.Answer other = cpo.post(EMSP, record.toString());
        assertThat(other.outcome()).isEqualTo("200/2001");
        assertThat(other.message()).contains("PUT");
        assertThat(cpo.put(EMSP + "/NL/TNM/POSTED", record.toString()).outcome())
                .isEqualTo("200/1000");
        assertThat(cpo.get(EMSP + "/NL/TNM/POSTED").data()).isEqualTo(record);

        cpo.send("DELETE", EMSP + "/NL/TNM/POSTED", null);
        assertThat(cpo.post(EMSP, record.toString()).outcome()).isEqualTo("201/1000");
    }

    @Test
    void aRecordIsPostedByItsOwner() throws Exception {
        String record = record("NOT-MINE", "2026-04-01T06:00:00Z").toString();

        assertThat(otherCpo.post(EMSP, record).outcome()).isEqualTo("200/2001");
        assertThat(emsp.post(EMSP, record).outcome()).isEqualTo("200/2001");
        assertThat(emsp.post(
                                EMSP,
                                record("NOT-MINE", "2026-04-01T06:00:00Z")
                                        .put("party_id", "MSP")
                                        .toString())
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.get(EMSP + "/NL/TNM/NOT-MINE").outcome()).isEqualTo("404/2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void onlyTheOwnerWritesAndOthersWhoPayNothingSeeNothing(String side) throws Exception {
        String url = side + "/NL/TNM/MINE";
        String record = record("MINE", "2026-04-01T06:00:00Z").toString();

        assertThat(otherCpo.put(url, record).outcome()).isEqualTo("404/2000");
        assertThat(emsp.put(url, record).outcome()).isEqualTo("404/2000");
        assertThat(cpo.get(url).outcome()).isEqualTo("404/2000");
        cpo.put(url, record);
        assertThat(otherCpo.send("DELETE", url, null).outcome()).isEqualTo("404/2000");
        assertThat(otherCpo.get(url).outcome()).isEqualTo("404/2000");
        assertThat(emsp.get(url).outcome()).isEqualTo("404/2000");
        assertThat(list(emsp)).doesNotContain("MINE");
        assertThat(list(otherCpo)).isEmpty();
        assertThat(platform.http().get(url).outcome()).isEqualTo("401/2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aRecordIsSeenByThoseWhoPayItsCdrs(String side) throws Exception {
        String cdrs = side.replace("invoicereconciliation", "cdrs");
        String id = side.equals(CPO) ? "PAID" : "COPIED-PAID";
        String url = side + "/NL/TNM/" + id;
        String record = InvoiceRecords.aRecord()
                .withId(id)
                .withCdrs("PAID-1", "PAID-2", "UNHEARD-OF")
                .json()
                .toString();
        assertThat(cpo.post(cdrs, cdr("PAID-1", "NL", "MSP")).outcome()).isEqualTo("201/1000");
        assertThat(cpo.put(url, record).outcome()).isEqualTo("201/1000");
        assertThat(emsp.get(url).outcome()).isEqualTo("200/1000");
        assertThat(list(emsp).contains(id)).isEqualTo(side.equals(CPO));
        assertThat(otherEmsp.get(url).outcome()).isEqualTo("404/2000");

        // A CDR that comes later concerns its payer once the record is sent again.
        assertThat(cpo.post(cdrs, cdr("PAID-2", "DE", "ABC")).outcome()).isEqualTo("201/1000");
        assertThat(otherEmsp.get(url).outcome()).isEqualTo("404/2000");
        assertThat(cpo.put(url, record).outcome()).isEqualTo("200/1000");
        assertThat(otherEmsp.get(url).outcome()).isEqualTo("200/1000");
        assertThat(emsp.get(url).outcome()).isEqualTo("200/1000");
        assertThat(emsp.send("DELETE", url, null).outcome()).isEqualTo("404/2000");
    }

    @Test
    void theCdrsOfAnotherCpoAreNotMeant() throws Exception {
        otherCpo.post(
                CPO.replace("invoicereconciliation", "cdrs"),
                Cdrs.aCdr().json().put("id", "FOREIGN").put("party_id", "OTH").toString());
        cpo.put(
                CPO + "/NL/TNM/FOREIGN",
                InvoiceRecords.aRecord()
                        .withId("FOREIGN")
                        .withCdrs("FOREIGN")
                        .json()
                        .toString());

        assertThat(emsp.get(CPO + "/NL/TNM/FOREIGN").outcome()).isEqualTo("404/2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aRecordComesOutAsItWentIn(String side) throws Exception {
        String text = Fixtures.text("philippine/invoice-reconciliation.json");
        String url = side + "/PH/FIX/MNL-IR-2026-03";

        assertThat(philippine.put(url, text).outcome()).isEqualTo("201/1000");
        assertThat(ExactJson.of(philippine.get(url).data()))
                .isEqualTo(ExactJson.of(OcpiJson.mapper().readTree(text)));
    }

    @Test
    void theTwoSidesAreApart() throws Exception {
        cpo.put(EMSP + "/NL/TNM/COPY", record("COPY", "2026-04-01T06:00:00Z").toString());

        assertThat(cpo.get(CPO + "/NL/TNM/COPY").outcome()).isEqualTo("404/2000");
        assertThat(list(cpo)).doesNotContain("COPY");
    }

    @Test
    void whatIsNoRecordIsRefusedAndChangesNothing() throws Exception {
        String url = CPO + "/NL/TNM/BAD";

        assertThat(cpo.put(
                                url,
                                record("BAD", "2026-04-01T06:00:00Z")
                                        .without("cdrs")
                                        .toString())
                        .message())
                .contains("cdrs");
        assertThat(cpo.put(url, record("OTHER", "2026-04-01T06:00:00Z").toString())
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.put(url, "{").outcome()).isEqualTo("400/2001");
        assertThat(cpo.post(EMSP, "{").outcome()).isEqualTo("400/2001");
        assertThat(cpo.post(EMSP, "{}").outcome()).isEqualTo("200/2001");
        assertThat(cpo.get(CPO + "?date_from=yesterday").outcome()).isEqualTo("200/2001");
        assertThat(cpo.get(url).outcome()).isEqualTo("404/2000");
    }

    @Test
    void otherMethodsAreNotOffered() throws Exception {
        assertThat(cpo.patch(CPO + "/NL/TNM/X", "{}").outcome()).isEqualTo("405/2000");
        assertThat(cpo.patch(EMSP + "/NL/TNM/X", "{}").outcome()).isEqualTo("405/2000");
        assertThat(cpo.post(CPO, "{}").outcome()).isEqualTo("405/2000");
        assertThat(cpo.get(EMSP).outcome()).isEqualTo("405/2000");
    }

    @Test
    void recordsAreListedInPages() throws Exception {
        Http paging = platform.provision("CPO", "NL", "PAG");
        for (int i = 1; i <= 3; i++) {
            paging.put(
                    CPO + "/NL/PAG/P" + i,
                    InvoiceRecords.aRecord()
                            .ownedBy("NL", "PAG")
                            .withId("P" + i)
                            .json()
                            .toString());
        }

        Http.Answer first = paging.get(CPO + "?limit=2");
        assertThat(ids(first)).containsExactly("P1", "P2");
        assertThat(first.header("X-Total-Count")).hasValue("3");
        String next = first.header("Link").orElseThrow();
        Http.Answer last = paging.get(next.substring(next.indexOf('/', 9), next.indexOf('>')));
        assertThat(ids(last)).containsExactly("P3");
        assertThat(last.header("Link")).isEmpty();
    }

    private static String cdr(String id, String payersCountry, String payer) {
        ObjectNode cdr = Cdrs.aCdr().json();
        cdr.put("country_code", "NL").put("party_id", "TNM").put("id", id);
        cdr.withObject("cdr_token").put("country_code", payersCountry).put("party_id", payer);
        return cdr.toString();
    }

    private static ObjectNode record(String id, String lastUpdated) {
        return InvoiceRecords.aRecord().withId(id).lastUpdated(lastUpdated).json();
    }

    private static List<String> list(Http partner) throws Exception {
        Http.Answer page = partner.get(CPO);
        assertThat(page.outcome()).isEqualTo("200/1000");
        return ids(page);
    }

    private static List<String> ids(Http.Answer page) {
        return page.data()
                .valueStream()
                .map(record -> record.get("id").asString())
                .toList();
    }
}
