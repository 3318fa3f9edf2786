package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.payments.Confirmations.aConfirmation;
import static org.ocpiplatform.ocpi.payments.Terminals.aTerminal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Payments over HTTP: PTPs publish terminals and confirmations and push them to the CPO side, CPOs take terminals into
 * use and have amounts captured. The platform itself acts for the PTP NL-OCP.
 */
class PaymentsE2E {

    private static final String PTP = "/ocpi/ptp/2.3.0/payments";
    private static final String CPO = "/ocpi/cpo/2.3.0/payments";
    private static final String ADVICE = PTP + "/financial_advice";
    private static final String HYPHENS = "/financial-advice-confirmations";
    private static final String UNDERSCORES = "/financial_advice_confirmations";
    private static final String OK = "200/1000";
    private static final String CREATED = "201/1000";
    private static final String INVALID = "200/2001";
    private static final String NOT_ENOUGH = "200/2002";
    private static final String NOT_FOUND = "404/2000";
    private static final String NOT_OFFERED = "405/2000";
    private static final String[] TO_PAY = {"OCPI-to-country-code", "DE", "OCPI-to-party-id", "PAY"};

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http ownPtp;
    private static Http ptp;
    private static Http otherPtp;
    private static Http cpo;
    private static Http otherCpo;
    private static Http twoCpos;
    private static Http emsp;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        ownPtp = platform.provision("PTP", "NL", "OCP");
        ptp = platform.provision("PTP", "DE", "PAY");
        otherPtp = platform.provision("PTP", "DE", "OTH");
        cpo = platform.provision("CPO", "NL", "TNM");
        otherCpo = platform.provision("CPO", "NL", "OTH");
        emsp = platform.provision("EMSP", "DE", "ABC");
        twoCpos = platform.partner(platform.admin()
                .post("/admin/partners", """
                        {"name":"two","mode":"PROVISIONED","roles":[
                         {"role":"CPO","country_code":"NL","party_id":"ONE","business_details":{"name":"One"}},
                         {"role":"CPO","country_code":"NL","party_id":"TWO","business_details":{"name":"Two"}}]}
                        """)
                .json()
                .get("token")
                .asString());
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void theOwnerCreatesATerminalOnce() throws Exception {
        String url = PTP + "/terminals/DE/PAY/NEW-1";
        ObjectNode terminal = aTerminal().withId("NEW-1").json();

        assertThat(ptp.post(url, terminal.toString()).outcome()).isEqualTo(CREATED);
        assertThat(ptp.post(url, terminal.without("terminal_id").toString()).outcome())
                .isEqualTo(OK);
        assertThat(ptp.post(
                                url,
                                aTerminal()
                                        .withId("NEW-1")
                                        .json()
                                        .put("city", "Zeist")
                                        .toString())
                        .outcome())
                .isEqualTo(INVALID);
        assertThat(ptp.get(url.replace("DE/PAY", "de/pay")).data())
                .isEqualTo(aTerminal().withId("NEW-1").json());
        assertThat(ptp.get(PTP + "/terminals/new-1").outcome()).isEqualTo(OK);
    }

    @Test
    void aTerminalThatIsNoneIsRefused() throws Exception {
        String url = PTP + "/terminals/DE/PAY/BAD-1";

        assertThat(ptp.post(url, aTerminal().withId("BAD-2").json().toString()).message())
                .contains("terminal_id");
        assertThat(ptp.post(url, "{\"country_code\":\"NL\"}").message()).contains("party_id");
        assertThat(ptp.post(url, "{\"invoice_creator\":\"ME\"}").message()).contains("invoice_creator");
        assertThat(ptp.post(url, "{").outcome()).isEqualTo("400/2001");
        assertThat(ptp.post(PTP + "/terminals/DE/PAY/AB", "{}").outcome()).isEqualTo(INVALID);
        assertThat(ptp.post(PTP + "/terminals/DE/PAY/activate", "{}").outcome()).isEqualTo(INVALID);
        assertThat(ptp.get(url).outcome()).isEqualTo(NOT_FOUND);
    }

    @Test
    void onlyTheOwnerCreates() throws Exception {
        String url = PTP + "/terminals/DE/PAY/MINE-1";

        assertThat(otherPtp.post(url, "{}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(cpo.post(url, "{}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(cpo.put(PTP + "/terminals/MINE-1", "{}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(ptp.put(PTP + "/terminals/MINE-1", "{}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(platform.http().post(url, "{}").outcome()).isEqualTo("401/2000");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, ptp, /terminals/DE/PAY/X-1",
        "DELETE, ptp, /terminals/DE/PAY/X-1",
        "POST, ptp, /terminals/X-1",
        "POST, ptp, /terminals",
        "GET, ptp, /terminals/X-1/deactivate",
        "GET, ptp, /financial_advice",
        "POST, ptp, /financial_advice_confirmations",
        "PATCH, ptp, /financial-advice-confirmations/DE/PAY/X-1",
        "POST, cpo, /terminals/DE/PAY/X-1",
        "PATCH, cpo, /terminals/X-1",
        "PUT, cpo, /terminals/X-1",
        "PUT, cpo, /financial-advice-confirmations/DE/PAY/X-1",
        "DELETE, cpo, /financial_advice_confirmations/X-1"
    })
    void whatIsNotOfferedIsSaidSo(String method, String side, String path) throws Exception {
        Http.Answer answer = ptp.send(method, (side.equals("ptp") ? PTP : CPO) + path, "{}");

        assertThat(answer.outcome()).isEqualTo(NOT_OFFERED);
        assertThat(answer.header("Allow")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/terminals/TAKE-%s", "/terminals/DE/PAY/TAKE-%s"})
    void theFirstCpoThatPatchesAFreeTerminalHasIt(String form) throws Exception {
        String id = form.contains("PAY") ? "1" : "2";
        String url = PTP + form.formatted(id);
        ptp.post(
                PTP + "/terminals/DE/PAY/TAKE-" + id,
                aTerminal()
                        .withId("TAKE-" + id)
                        .withoutCustomer()
                        .withLocationIds()
                        .json()
                        .toString());
        assertThat(cpo.get(url).outcome()).isEqualTo(NOT_FOUND);
        assertThat(emsp.patch(url, "{\"location_ids\":[\"L1\"]}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(otherPtp.patch(url, "{\"location_ids\":[\"L1\"]}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(cpo.patch(url, "{\"country_code\":\"NL\",\"party_id\":\"OTH\"}")
                        .outcome())
                .isEqualTo(INVALID);

        assertThat(cpo.patch(url, "{\"location_ids\":[\"L1\"]}").outcome()).isEqualTo(OK);

        JsonNode terminal = cpo.get(url).data();
        assertThat(terminal.get("country_code").asString()).isEqualTo("NL");
        assertThat(terminal.get("party_id").asString()).isEqualTo("TNM");
        assertThat(terminal.get("location_ids").get(0).asString()).isEqualTo("L1");
        assertThat(terminal.get("last_updated").asString()).isGreaterThan("2026-02-01T08:00:00Z");
        assertThat(cpo.patch(url, "{\"location_ids\":[\"L1\"]}").outcome()).isEqualTo(OK);
        assertThat(cpo.get(url).data()).isEqualTo(terminal);
        assertThat(ptp.get(url).data()).isEqualTo(terminal);
        assertThat(ids(cpo, PTP + "/terminals", "terminal_id")).contains("TAKE-" + id);
        assertThat(ids(ptp, PTP + "/terminals", "terminal_id")).contains("TAKE-" + id);

        assertThat(otherCpo.get(url).outcome()).isEqualTo(NOT_FOUND);
        assertThat(otherPtp.get(url).outcome()).isEqualTo(NOT_FOUND);
        assertThat(otherCpo.patch(url, "{}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(otherCpo.put(PTP + "/terminals/TAKE-" + id, "{}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(otherCpo.post(PTP + "/terminals/TAKE-" + id + "/deactivate", "")
                        .outcome())
                .isEqualTo(NOT_FOUND);
        assertThat(ids(otherCpo, PTP + "/terminals", "terminal_id")).doesNotContain("TAKE-" + id);
    }

    @Test
    void aTerminalIsPatchedAndPutByItsCustomerAndItsOwner() throws Exception {
        String owned = PTP + "/terminals/DE/PAY/EDIT-1";
        String url = PTP + "/terminals/EDIT-1";
        ptp.post(owned, aTerminal().withId("EDIT-1").json().toString());

        assertThat(ptp.patch(owned, "{\"city\":\"Zeist\",\"last_updated\":\"2026-02-02T08:00:00Z\"}")
                        .outcome())
                .isEqualTo(OK);
        assertThat(cpo.patch(url, "{\"evse_uids\":[\"E1\"],\"last_updated\":\"2026-02-03T08:00:00Z\"}")
                        .outcome())
                .isEqualTo(OK);
        assertThat(cpo.patch(url, "{\"evse_uids\":[\"E2\"],\"last_updated\":\"2026-02-02T08:00:00Z\"}")
                        .message())
                .contains("stale");
        assertThat(cpo.patch(url, "{\"evse_uids\":\"E2\"}").message()).contains("evse_uids");
        assertThat(cpo.patch(url, "{\"terminal_id\":\"EDIT-2\"}").outcome()).isEqualTo(INVALID);
        assertThat(cpo.patch(url, "{").outcome()).isEqualTo("400/2001");
        assertThat(cpo.get(url).data())
                .isEqualTo(aTerminal()
                        .withId("EDIT-1")
                        .withEvseUids("E1")
                        .lastUpdated("2026-02-03T08:00:00Z")
                        .json()
                        .put("city", "Zeist"));

        ObjectNode whole = aTerminal()
                .withId("EDIT-1")
                .withCustomerReference("CSMS-1")
                .lastUpdated("2026-02-04T08:00:00Z")
                .json();
        assertThat(cpo.put(url, whole.toString()).outcome()).isEqualTo(OK);
        assertThat(cpo.put(url, whole.toString()).outcome()).isEqualTo(OK);
        assertThat(ptp.get(owned).data()).isEqualTo(whole);
        assertThat(cpo.put(url, whole.put("party_id", "OTH").toString()).outcome())
                .isEqualTo(INVALID);
        assertThat(cpo.put(url, aTerminal().withId("EDIT-1").json().toString()).message())
                .contains("stale");
        assertThat(ptp.patch(url, "{\"party_id\":\"OTH\"}").outcome()).isEqualTo(OK);
        assertThat(cpo.get(url).outcome()).isEqualTo(NOT_FOUND);
        assertThat(otherCpo.get(url).outcome()).isEqualTo(OK);
    }

    @Test
    void aCallerOfSeveralCposSaysWhichItIs() throws Exception {
        for (String id : List.of("SEV-1", "SEV-2")) {
            ptp.post(
                    PTP + "/terminals/DE/PAY/" + id,
                    aTerminal().withId(id).withoutCustomer().json().toString());
        }

        assertThat(twoCpos.patch(PTP + "/terminals/SEV-1", "{\"evse_uids\":[\"E1\"]}")
                        .outcome())
                .isEqualTo(NOT_ENOUGH);
        assertThat(twoCpos.patch(
                                PTP + "/terminals/SEV-1",
                                "{\"evse_uids\":[\"E1\"]}",
                                "OCPI-from-country-code",
                                "NL",
                                "OCPI-from-party-id",
                                "TWO")
                        .outcome())
                .isEqualTo(OK);
        assertThat(twoCpos.get(PTP + "/terminals/SEV-1").data().get("party_id").asString())
                .isEqualTo("TWO");
        assertThat(twoCpos.patch(PTP + "/terminals/SEV-1", "{\"evse_uids\":[\"E2\"]}")
                        .outcome())
                .isEqualTo(OK);
        assertThat(twoCpos.patch(PTP + "/terminals/SEV-2", "{\"country_code\":\"NL\",\"party_id\":\"ONE\"}")
                        .outcome())
                .isEqualTo(OK);
        assertThat(twoCpos.get(PTP + "/terminals/SEV-2").data().get("party_id").asString())
                .isEqualTo("ONE");
    }

    @Test
    void anIdOfSeveralPtpsNeedsAnAddressee() throws Exception {
        String terminal = aTerminal().withId("TWIN-1").json().toString();
        ptp.post(PTP + "/terminals/DE/PAY/TWIN-1", terminal);
        otherPtp.post(PTP + "/terminals/DE/OTH/TWIN-1", terminal);

        assertThat(cpo.get(PTP + "/terminals/TWIN-1").outcome()).isEqualTo(INVALID);
        assertThat(cpo.get(PTP + "/terminals/TWIN-1", TO_PAY).outcome()).isEqualTo(OK);
        assertThat(cpo.patch(PTP + "/terminals/TWIN-1", "{\"city\":\"Zeist\"}").outcome())
                .isEqualTo(INVALID);
        assertThat(cpo.patch(PTP + "/terminals/TWIN-1", "{\"city\":\"Zeist\"}", TO_PAY)
                        .outcome())
                .isEqualTo(OK);
        assertThat(ptp.get(PTP + "/terminals/TWIN-1").data().get("city").asString())
                .isEqualTo("Zeist");
        assertThat(otherPtp.get(PTP + "/terminals/TWIN-1").data().get("city").asString())
                .isEqualTo("Utrecht");
    }

    @Test
    void anActivationOfAnUnknownReferenceMakesOneTerminal() throws Exception {
        String activation = "{\"reference\":\"SN-NEW\",\"location_ids\":[\"L1\"]}";

        assertThat(cpo.post(PTP + "/terminals/activate", activation).outcome()).isEqualTo(OK);
        assertThat(cpo.post(PTP + "/terminals/activate", activation).outcome()).isEqualTo(OK);

        List<JsonNode> made = withReference(ownPtp, "SN-NEW");
        assertThat(made).hasSize(1);
        assertThat(made.getFirst().get("party_id").asString()).isEqualTo("TNM");
        assertThat(withReference(cpo, "SN-NEW")).isEqualTo(made);
        assertThat(cpo.get(PTP + "/terminals/NL/OCP/"
                                + made.getFirst().get("terminal_id").asString())
                        .outcome())
                .isEqualTo(OK);
    }

    @Test
    void anActivationTakesAFreeTerminalByItsIdOrItsReference() throws Exception {
        for (String id : List.of("ACT-1", "ACT-2")) {
            ptp.post(
                    PTP + "/terminals/DE/PAY/" + id,
                    aTerminal()
                            .withId(id)
                            .withReference("SN-" + id)
                            .withoutCustomer()
                            .json()
                            .toString());
        }

        assertThat(cpo.post(PTP + "/terminals/activate", "{\"terminal_id\":\"ACT-1\"}", TO_PAY)
                        .outcome())
                .isEqualTo(OK);
        assertThat(cpo.post(PTP + "/terminals/activate", "{\"reference\":\"sn-act-2\",\"evse_uids\":[\"E1\"]}", TO_PAY)
                        .outcome())
                .isEqualTo(OK);

        assertThat(cpo.get(PTP + "/terminals/ACT-1").data().get("party_id").asString())
                .isEqualTo("TNM");
        assertThat(cpo.get(PTP + "/terminals/ACT-2").data().get("evse_uids").size())
                .isEqualTo(1);
        assertThat(withReference(ptp, "SN-ACT-2")).isEmpty();
        assertThat(otherCpo.post(PTP + "/terminals/activate", "{\"terminal_id\":\"ACT-1\"}", TO_PAY)
                        .outcome())
                .isEqualTo(NOT_FOUND);
        assertThat(otherCpo.post(PTP + "/terminals/activate", "{\"terminal_id\":\"ACT-3\"}", TO_PAY)
                        .outcome())
                .isEqualTo(OK);
        assertThat(otherCpo.get(PTP + "/terminals/ACT-3").outcome()).isEqualTo(OK);
    }

    @Test
    void anActivationIsForACpoAndAtAPtp() throws Exception {
        String activate = PTP + "/terminals/activate";

        assertThat(emsp.post(activate, "{}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(ptp.post(activate, "{}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(twoCpos.post(activate, "{\"reference\":\"SN-TWO\"}").outcome())
                .isEqualTo(NOT_ENOUGH);
        assertThat(cpo.post(activate, "{\"country_code\":\"NL\",\"party_id\":\"OTH\"}")
                        .outcome())
                .isEqualTo(INVALID);
        assertThat(cpo.post(activate, "{}", "OCPI-to-country-code", "DE", "OCPI-to-party-id", "ABC")
                        .message())
                .contains("no PTP");
        assertThat(cpo.post(activate, "[]").outcome()).isEqualTo(INVALID);
        assertThat(cpo.post(activate, "").outcome()).isEqualTo("400/2001");
    }

    @Test
    void aDeactivatedTerminalIsEnabledNowhereUntilItIsActivated() throws Exception {
        String url = PTP + "/terminals/OFF-1";
        ptp.post(
                PTP + "/terminals/DE/PAY/OFF-1",
                aTerminal().withId("OFF-1").json().toString());

        assertThat(cpo.send("POST", url + "/deactivate", null).outcome()).isEqualTo(OK);
        JsonNode off = cpo.get(url).data();
        assertThat(off.path("location_ids").isEmpty()).isTrue();
        assertThat(off.get("party_id").asString()).isEqualTo("TNM");
        assertThat(cpo.send("POST", url + "/deactivate", null).outcome()).isEqualTo(OK);
        assertThat(cpo.get(url).data()).isEqualTo(off);

        String activation = "{\"terminal_id\":\"OFF-1\",\"location_ids\":[\"L2\"]}";
        assertThat(cpo.post(PTP + "/terminals/activate", activation, TO_PAY).outcome())
                .isEqualTo(OK);
        JsonNode on = cpo.get(url).data();
        assertThat(on.get("location_ids").get(0).asString()).isEqualTo("L2");
        assertThat(cpo.post(PTP + "/terminals/activate", activation, TO_PAY).outcome())
                .isEqualTo(OK);
        assertThat(cpo.get(url).data()).isEqualTo(on);
        assertThat(ptp.send("POST", url + "/deactivate", null).outcome()).isEqualTo(OK);
        assertThat(cpo.send("POST", PTP + "/terminals/OFF-9/deactivate", null).outcome())
                .isEqualTo(NOT_FOUND);
    }

    @Test
    void thePtpPushesTerminalsToTheCpoSide() throws Exception {
        String posted = aTerminal().withId("PUSH-1").json().toString();

        assertThat(ptp.post(CPO + "/terminals", posted).outcome()).isEqualTo(CREATED);
        assertThat(ptp.post(CPO + "/terminals", posted).outcome()).isEqualTo(OK);
        assertThat(ptp.post(CPO + "/terminals", "{\"terminal_id\":\"PUSH-1\"}").outcome())
                .isEqualTo(INVALID);
        assertThat(ptp.post(CPO + "/terminals", "{}").message()).contains("terminal_id");
        assertThat(ptp.post(CPO + "/terminals", "{\"terminal_id\":\"PUSH-0\"}").outcome())
                .isEqualTo(CREATED);
        assertThat(cpo.post(CPO + "/terminals", posted).outcome()).isEqualTo(NOT_FOUND);

        assertThat(cpo.get(CPO + "/terminals/PUSH-1").data())
                .isEqualTo(aTerminal().withId("PUSH-1").json());
        assertThat(cpo.get(CPO + "/terminals/DE/PAY/PUSH-1").outcome()).isEqualTo(OK);
        assertThat(otherCpo.get(CPO + "/terminals/DE/PAY/PUSH-1").outcome()).isEqualTo(NOT_FOUND);
        assertThat(otherPtp.get(CPO + "/terminals/PUSH-1").outcome()).isEqualTo(NOT_FOUND);
        assertThat(ids(cpo, CPO + "/terminals", "terminal_id"))
                .contains("PUSH-1")
                .doesNotContain("PUSH-0");
        assertThat(ids(ptp, CPO + "/terminals", "terminal_id")).contains("PUSH-0", "PUSH-1");
        assertThat(cpo.get(PTP + "/terminals/PUSH-1").outcome()).isEqualTo(NOT_FOUND);
        assertThat(cpo.get(CPO + "/terminals?limit=x").outcome()).isEqualTo(INVALID);
        assertThat(cpo.get(PTP + "/terminals?date_from=x").outcome()).isEqualTo(INVALID);
    }

    @Test
    void thePtpChangesItsCopyOnTheCpoSide() throws Exception {
        String url = CPO + "/terminals/DE/PAY/COPY-1";
        ObjectNode terminal = aTerminal().withId("COPY-1").json();

        assertThat(ptp.put(url, terminal.toString()).outcome()).isEqualTo(CREATED);
        assertThat(ptp.put(url, terminal.toString()).outcome()).isEqualTo(OK);
        assertThat(ptp.patch(url, "{\"city\":\"Zeist\"}").outcome()).isEqualTo(OK);
        assertThat(cpo.get(url).data().get("city").asString()).isEqualTo("Zeist");
        assertThat(ptp.put(url, terminal.toString()).message()).contains("stale");
        assertThat(ptp.patch(url, "{\"city\":5}").message()).contains("city");
        assertThat(ptp.put(url, "{\"terminal_id\":\"COPY-2\"}").outcome()).isEqualTo(INVALID);
        assertThat(cpo.patch(url, "{\"city\":\"Zeist\"}").outcome()).isEqualTo(NOT_FOUND);
        assertThat(cpo.put(url, terminal.toString()).outcome()).isEqualTo(NOT_FOUND);
        assertThat(ptp.patch(CPO + "/terminals/DE/PAY/COPY-9", "{}").outcome()).isEqualTo(NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {HYPHENS, UNDERSCORES})
    void thePtpFilesAConfirmationOnce(String resource) throws Exception {
        String id = "FILED-" + resource.length() + resource.charAt(10);
        String url = PTP + resource + "/DE/PAY/" + id;
        ObjectNode confirmation =
                aConfirmation().withId(id).withAuthorizationReference(id).json();

        assertThat(ptp.put(url, confirmation.toString()).outcome()).isEqualTo(CREATED);
        assertThat(ptp.put(url, confirmation.toString()).outcome()).isEqualTo(OK);
        assertThat(ptp.put(url, confirmation.deepCopy().put("currency", "USD").toString())
                        .outcome())
                .isEqualTo(INVALID);
        assertThat(ptp.put(PTP + resource + "/DE/PAY/OTHER", confirmation.toString())
                        .message())
                .contains("id " + id);
        assertThat(ptp.put(url, confirmation.deepCopy().without("eft_data").toString())
                        .message())
                .contains("eft_data");
        assertThat(otherPtp.put(url, confirmation.toString()).outcome()).isEqualTo(NOT_FOUND);
        assertThat(cpo.put(url, confirmation.toString()).outcome()).isEqualTo(NOT_FOUND);
        assertThat(ptp.put(url, "{").outcome()).isEqualTo("400/2001");

        for (String spelling : List.of(HYPHENS, UNDERSCORES)) {
            assertThat(ptp.get(PTP + spelling + "/DE/PAY/" + id).data()).isEqualTo(confirmation);
            assertThat(ptp.get(PTP + spelling + "/" + id).data()).isEqualTo(confirmation);
            assertThat(ids(ptp, PTP + spelling, "id")).contains(id);
        }
        assertThat(otherPtp.get(url).outcome()).isEqualTo(NOT_FOUND);
        assertThat(cpo.get(url).outcome()).isEqualTo(NOT_FOUND);
        assertThat(ids(cpo, PTP + resource, "id")).doesNotContain(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {HYPHENS, UNDERSCORES})
    void thePtpPushesAConfirmationToTheCpoOfTheSession(String resource) throws Exception {
        String id = "PUSHED-" + resource.charAt(10);
        cpo.put(
                "/ocpi/cpo/2.3.0/sessions/NL/TNM/" + id,
                ((ObjectNode) OcpiJson.mapper().readTree(SessionJson.aSession(id, "DE", "ABC", "2026-01-10T10:00:00Z")))
                        .put("authorization_reference", "auth-" + id)
                        .toString());
        ObjectNode confirmation = aConfirmation()
                .withId(id)
                .withAuthorizationReference("AUTH-" + id)
                .json();

        assertThat(ptp.post(CPO + resource, confirmation.toString()).outcome()).isEqualTo(CREATED);
        assertThat(ptp.post(CPO + resource, confirmation.toString()).outcome()).isEqualTo(OK);
        assertThat(ptp.post(
                                CPO + resource,
                                confirmation.deepCopy().put("currency", "USD").toString())
                        .outcome())
                .isEqualTo(INVALID);
        assertThat(cpo.post(CPO + resource, confirmation.toString()).outcome()).isEqualTo(NOT_FOUND);

        for (String spelling : List.of(HYPHENS, UNDERSCORES)) {
            assertThat(cpo.get(CPO + spelling + "/" + id).data()).isEqualTo(confirmation);
            assertThat(cpo.get(CPO + spelling + "/DE/PAY/" + id).data()).isEqualTo(confirmation);
            assertThat(ids(cpo, CPO + spelling, "id")).contains(id);
        }
        assertThat(otherCpo.get(CPO + resource + "/" + id).outcome()).isEqualTo(NOT_FOUND);
        assertThat(cpo.get(PTP + resource + "/" + id).outcome()).isEqualTo(NOT_FOUND);
    }

    @Test
    void theNextPageIsSpelledLikeThisOne() throws Exception {
        for (String id : List.of("PAGE-1", "PAGE-2")) {
            ptp.post(CPO + HYPHENS, aConfirmation().withId(id).json().toString());
        }
        for (String spelling : List.of(HYPHENS, UNDERSCORES)) {
            Http.Answer page = ptp.get(CPO + spelling + "?limit=1");

            String next = page.header("Link").orElseThrow();
            assertThat(next).contains(CPO + spelling + "?");
            assertThat(ptp.get(next.substring(1, next.indexOf('>'))).outcome()).isEqualTo(OK);
        }
        assertThat(ptp.get(PTP + HYPHENS + "?limit=0").outcome()).isEqualTo(INVALID);
    }

    @Test
    void aPriceOfEarlierVersionsBecomesOneOfThis() throws Exception {
        ObjectNode confirmation = aConfirmation().withId("OLD-1").json();
        confirmation.putObject("total_costs").put("excl_vat", 10).put("incl_vat", 12.1);

        assertThat(ptp.put(PTP + HYPHENS + "/DE/PAY/OLD-1", confirmation.toString())
                        .outcome())
                .isEqualTo(CREATED);

        assertThat(ptp.get(PTP + HYPHENS + "/OLD-1").data().get("total_costs").toString())
                .isEqualTo("{\"before_taxes\":10,\"taxes\":[{\"name\":\"VAT\",\"amount\":2.1}]}");
        assertThat(cpo.post(
                                ADVICE,
                                "{\"authorization_reference\":\"OLD-2\",\"total_costs\":{\"excl_vat\":5},\"currency\":\"EUR\"}")
                        .data()
                        .get("total_costs")
                        .toString())
                .isEqualTo("{\"before_taxes\":5}");
        confirmation.putObject("total_costs").put("excl_vat", "10");
        assertThat(ptp.put(PTP + HYPHENS + "/DE/PAY/OLD-3", confirmation.toString())
                        .message())
                .contains("total_costs.before_taxes");
        confirmation.put("total_costs", 5);
        assertThat(ptp.put(PTP + HYPHENS + "/DE/PAY/OLD-3", confirmation.toString())
                        .message())
                .contains("total_costs must be an object");
    }

    @ParameterizedTest
    @CsvSource({
        "CAP-1, SUCCESS, 6.10, 1.28, 2",
        "SIM-PARTIAL-1, PARTIAL_SUCCESS, 3.05, 0.64, 2",
        "SIM-DECLINED-1, FAILED, 0, , 0"
    })
    void anAmountIsCapturedOnce(String reference, String status, String amount, String tax, int lines)
            throws Exception {
        Http.Answer first = cpo.post(ADVICE, advice(reference, "6.10"));

        assertThat(first.outcome()).isEqualTo(CREATED);
        JsonNode confirmation = first.data();
        assertThat(confirmation.get("authorization_reference").asString()).isEqualTo(reference);
        assertThat(confirmation.get("capture_status_code").asString()).isEqualTo(status);
        assertThat(confirmation.at("/total_costs/before_taxes").toString()).isEqualTo(amount);
        assertThat(confirmation.at("/total_costs/taxes/0/amount").toString()).isEqualTo(tax == null ? "" : tax);
        assertThat(confirmation.path("eft_data").size()).isEqualTo(lines);

        Http.Answer again = cpo.post(ADVICE, advice(reference, "6.10"));
        assertThat(again.outcome()).isEqualTo(OK);
        assertThat(again.data()).isEqualTo(confirmation);
        assertThat(cpo.post(ADVICE, advice(reference, "6.11")).outcome()).isEqualTo(INVALID);
        assertThat(otherCpo.post(ADVICE, advice(reference, "6.10")).outcome()).isEqualTo(INVALID);

        String url = PTP + HYPHENS + "/NL/OCP/" + confirmation.get("id").asString();
        assertThat(cpo.get(url).data()).isEqualTo(confirmation);
        assertThat(ownPtp.get(url).data()).isEqualTo(confirmation);
        assertThat(otherCpo.get(url).outcome()).isEqualTo(NOT_FOUND);
        assertThat(ptp.get(url).outcome()).isEqualTo(NOT_FOUND);
        assertThat(ids(cpo, PTP + UNDERSCORES, "authorization_reference")).contains(reference);
    }

    @Test
    void aProviderThatIsDownLeavesNothingAndMayBeAskedAgain() throws Exception {
        assertThat(cpo.post(ADVICE, advice("SIM-DOWN-1", "6.10")).outcome()).isEqualTo("200/3000");
        assertThat(cpo.post(ADVICE, advice("SIM-DOWN-1", "6.10")).outcome()).isEqualTo("200/3000");
        assertThat(ids(cpo, PTP + HYPHENS, "authorization_reference")).doesNotContain("SIM-DOWN-1");
        assertThat(cpo.post(ADVICE, advice("UP-1", "6.10")).outcome()).isEqualTo(CREATED);
    }

    @Test
    void anAdviceThatIsNoneIsRefused() throws Exception {
        assertThat(cpo.post(ADVICE, "{}").message())
                .contains("authorization_reference")
                .contains("total_costs");
        assertThat(cpo.post(ADVICE, advice("NEG-1", "-6.10")).message()).contains("total_costs");
        assertThat(cpo.post(ADVICE, "{").outcome()).isEqualTo("400/2001");
        assertThat(cpo.post(ADVICE, "{} {}").outcome()).isEqualTo("400/2001");
        assertThat(cpo.post(ADVICE, advice("TO-1", "6.10"), "OCPI-to-country-code", "NL", "OCPI-to-party-id", "TNM")
                        .message())
                .contains("no PTP");
        assertThat(twoCpos.post(ADVICE, advice("TWO-1", "6.10")).outcome()).isEqualTo(NOT_ENOUGH);
        assertThat(emsp.post(ADVICE, advice("EMSP-1", "6.10")).outcome()).isEqualTo(NOT_FOUND);
        assertThat(ptp.post(ADVICE, advice("PTP-1", "6.10"), "OCPI-to-country-code", "DE", "OCPI-to-party-id", "OTH")
                        .outcome())
                .isEqualTo(NOT_FOUND);
        assertThat(platform.http().post(ADVICE, "{}").outcome()).isEqualTo("401/2000");
    }

    @Test
    void thePtpIsTheAddresseeOrTheOwnerOfTheTerminal() throws Exception {
        ptp.post(
                PTP + "/terminals/DE/PAY/CASH-1",
                aTerminal().withId("CASH-1").json().toString());

        String byTerminal = OcpiJson.mapper()
                .readTree(advice("WHO-1", "6.10"))
                .asObject()
                .put("terminal_id", "CASH-1")
                .toString();
        JsonNode confirmation = cpo.post(ADVICE, byTerminal).data();
        assertThat(cpo.get(PTP + HYPHENS + "/DE/PAY/" + confirmation.get("id").asString())
                        .data())
                .isEqualTo(confirmation);

        JsonNode addressed = cpo.post(ADVICE, advice("WHO-2", "6.10"), TO_PAY).data();
        assertThat(ptp.get(PTP + HYPHENS + "/" + addressed.get("id").asString()).data())
                .isEqualTo(addressed);

        // The terminal's customer sees what its PTP captures, although it did not ask.
        String asked = byTerminal.replace("WHO-1", "WHO-3");
        JsonNode byOwner = ptp.post(ADVICE, asked).data();
        assertThat(cpo.get(PTP + HYPHENS + "/" + byOwner.get("id").asString()).data())
                .isEqualTo(byOwner);
        assertThat(otherCpo.get(PTP + HYPHENS + "/" + byOwner.get("id").asString())
                        .outcome())
                .isEqualTo(NOT_FOUND);
    }

    @Test
    void anAdviceIsAnsweredWithWhatThePtpFiledBefore() throws Exception {
        ObjectNode filed = aConfirmation()
                .withId("BEFORE-1")
                .withAuthorizationReference("BEFORE-1")
                .json();
        ptp.put(PTP + HYPHENS + "/DE/PAY/BEFORE-1", filed.toString());
        ObjectNode advice = (ObjectNode) OcpiJson.mapper().readTree(advice("BEFORE-1", "6.1"));
        ((ObjectNode) advice.get("total_costs")).remove("taxes");

        Http.Answer answer = ptp.post(ADVICE, advice.toString());

        assertThat(answer.outcome()).isEqualTo(OK);
        assertThat(answer.data()).isEqualTo(filed);
        assertThat(ptp.post(ADVICE, advice("BEFORE-1", "6.1")).outcome()).isEqualTo(INVALID);
    }

    @Test
    void ofManyThatAskAtOnceOneHasItCaptured() throws Exception {
        int callers = 16;

        List<Http.Answer> answers = atOnce(callers, i -> cpo.post(ADVICE, advice("MANY-1", "6.10")));

        List<String> outcomes = answers.stream().map(Http.Answer::outcome).toList();
        List<JsonNode> confirmations = answers.stream().map(Http.Answer::data).toList();
        assertThat(Collections.frequency(outcomes, CREATED)).isEqualTo(1);
        assertThat(Collections.frequency(outcomes, OK)).isEqualTo(callers - 1);
        assertThat(confirmations).containsOnly(confirmations.getFirst());
        assertThat(Collections.frequency(ids(cpo, PTP + HYPHENS, "authorization_reference"), "MANY-1"))
                .isEqualTo(1);
    }

    @Test
    void ofManyActivationsOfOneReferenceOneTerminalComes() throws Exception {
        List<Http.Answer> answers = atOnce(
                8, i -> cpo.post(PTP + "/terminals/activate", "{\"reference\":\"SN-MANY\",\"location_ids\":[\"L1\"]}"));

        assertThat(answers).extracting(Http.Answer::outcome).containsOnly(OK);
        assertThat(withReference(ownPtp, "SN-MANY")).hasSize(1);
    }

    @Test
    void ofTwoCposThatTakeATerminalOneHasIt() throws Exception {
        ptp.post(
                PTP + "/terminals/DE/PAY/RACE-1",
                aTerminal().withId("RACE-1").withoutCustomer().json().toString());

        List<Http.Answer> answers = atOnce(
                8,
                i -> (i % 2 == 0 ? cpo : otherCpo)
                        .patch(PTP + "/terminals/RACE-1", "{\"evse_uids\":[\"E%d\"]}".formatted(i)));

        assertThat(answers).extracting(Http.Answer::outcome).containsOnly(OK, NOT_FOUND);
        assertThat(List.of(
                        cpo.get(PTP + "/terminals/RACE-1").outcome(),
                        otherCpo.get(PTP + "/terminals/RACE-1").outcome()))
                .containsExactlyInAnyOrder(OK, NOT_FOUND);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).outcome())
                    .isEqualTo((i % 2 == 0 ? cpo : otherCpo)
                            .get(PTP + "/terminals/RACE-1")
                            .outcome());
        }
    }

    @Test
    void aPtpOfSeveralPartiesSaysWhichItIs() throws Exception {
        Http twoPtps = platform.partner(platform.admin()
                .post("/admin/partners", """
                        {"name":"two PTPs","mode":"PROVISIONED","roles":[
                         {"role":"PTP","country_code":"FR","party_id":"ONE","business_details":{"name":"One"}},
                         {"role":"PTP","country_code":"FR","party_id":"TWO","business_details":{"name":"Two"}}]}
                        """)
                .json()
                .get("token")
                .asString());
        String terminal = aTerminal().withId("FR-1").json().toString();
        String[] fromTwo = {"OCPI-from-country-code", "FR", "OCPI-from-party-id", "TWO"};

        assertThat(twoPtps.post(CPO + "/terminals", terminal).outcome()).isEqualTo(NOT_ENOUGH);
        assertThat(twoPtps.post(CPO + "/terminals", terminal, fromTwo).outcome())
                .isEqualTo(CREATED);
        assertThat(cpo.get(CPO + "/terminals/FR/TWO/FR-1").outcome()).isEqualTo(OK);
        assertThat(twoPtps.post(ADVICE, advice("FR-1", "6.10")).outcome()).isEqualTo(NOT_ENOUGH);
        assertThat(twoPtps.post(ADVICE, advice("FR-1", "6.10"), "OCPI-to-country-code", "FR", "OCPI-to-party-id", "TWO")
                        .outcome())
                .isEqualTo(CREATED);
    }

    @Test
    void theCpoOfTheSessionSeesWhatThePtpCaptured() throws Exception {
        for (String id : List.of("SESS-1", "SESS-2")) {
            assertThat(cpo.put(
                                    "/ocpi/emsp/2.3.0/sessions/NL/TNM/" + id,
                                    ((ObjectNode) OcpiJson.mapper()
                                                    .readTree(SessionJson.aSession(
                                                            id, "DE", "ABC", "2026-01-10T10:00:00Z")))
                                            .put("authorization_reference", id)
                                            .toString())
                            .outcome())
                    .isEqualTo(CREATED);
        }

        JsonNode captured = ptp.post(ADVICE, advice("sess-1", "6.10")).data();
        ptp.put(
                PTP + UNDERSCORES + "/DE/PAY/SESS-2",
                aConfirmation()
                        .withId("SESS-2")
                        .withAuthorizationReference("SESS-2")
                        .json()
                        .toString());

        String id = captured.get("id").asString();
        assertThat(cpo.get(PTP + UNDERSCORES + "/" + id).data()).isEqualTo(captured);
        assertThat(cpo.get(PTP + UNDERSCORES + "/DE/PAY/SESS-2").outcome()).isEqualTo(OK);
        assertThat(otherCpo.get(PTP + UNDERSCORES + "/" + id).outcome()).isEqualTo(NOT_FOUND);
        assertThat(emsp.get(PTP + UNDERSCORES + "/" + id).outcome()).isEqualTo(NOT_FOUND);
    }

    @Test
    void pathsMayEndWithASlash() throws Exception {
        String terminal = aTerminal().withId("SLASH-1").json().toString();

        assertThat(ptp.post(PTP + "/terminals/DE/PAY/SLASH-1/", terminal).outcome())
                .isEqualTo(CREATED);
        assertThat(cpo.get(PTP + "/terminals/").outcome()).isEqualTo(OK);
        assertThat(cpo.get(PTP + "/terminals/SLASH-1/").outcome()).isEqualTo(OK);
        assertThat(cpo.get(CPO + HYPHENS + "/").outcome()).isEqualTo(OK);
    }

    @Test
    void theModuleIsListedOncePerRole() throws Exception {
        List<String> endpoints = cpo.get("/ocpi/2.3.0/details")
                .data()
                .get("endpoints")
                .valueStream()
                .filter(endpoint -> endpoint.get("identifier").asString().equals("payments"))
                .map(endpoint -> endpoint.get("role").asString() + " "
                        + endpoint.get("url").asString().replaceAll(".*/ocpi/", "/ocpi/"))
                .toList();

        assertThat(endpoints).containsExactly("SENDER " + PTP, "RECEIVER " + CPO);
    }

    /** A request of one of several callers. */
    @FunctionalInterface
    private interface Request {

        Http.Answer send(int caller) throws Exception;
    }

    /** The answers to requests that are sent at the same time, in the order of their callers. */
    private static List<Http.Answer> atOnce(int callers, Request request) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<Http.Answer>> sent = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                sent.add(threads.submit(() -> request.send(caller)));
            }
            List<Http.Answer> answers = new ArrayList<>();
            for (Future<Http.Answer> each : sent) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    private static String advice(String reference, String beforeTaxes) {
        return """
                {"authorization_reference":"%s","currency":"EUR",
                 "total_costs":{"before_taxes":%s,"taxes":[{"name":"VAT","amount":1.28}]}}
                """.formatted(reference, beforeTaxes);
    }

    private static List<JsonNode> withReference(Http partner, String reference) throws Exception {
        return partner.get(PTP + "/terminals")
                .data()
                .valueStream()
                .filter(terminal -> terminal.path("reference").asString("").equals(reference))
                .toList();
    }

    private static List<String> ids(Http partner, String list, String field) throws Exception {
        Http.Answer page = partner.get(list);
        assertThat(page.outcome()).isEqualTo(OK);
        return page.data()
                .valueStream()
                .map(object -> object.get(field).asString())
                .toList();
    }
}
