package org.ocpiplatform.read.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.storage.EventTypes;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PseudonymsTest {

    private static final Pseudonyms PSEUDONYMS = new Pseudonyms(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    private static final Pseudonyms OTHERS = new Pseudonyms(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 11});
    private static final Set<String> PERSONAL =
            Set.of("contract_id", "visual_number", "authorization_reference", "group_id", "eft_data");

    /** Every golden event holds an object, or a part of one, in one of its fields. */
    private static Stream<String> goldenEvents() {
        return EventTypes.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("goldenEvents")
    void nothingThatIdentifiesADriverIsLeftOfAnyGoldenObject(String type) {
        ObjectNode event = golden(type);
        String module = type.substring(0, type.indexOf('.'));
        if (module.equals("tokens")) {
            event.setAll((ObjectNode) event.path(event.has("token") ? "token" : "patch"));
            event.remove(List.of("token", "patch", "token_id"));
        }
        List<String> personal = new ArrayList<>();
        collect(event, "", personal);

        String told = PSEUDONYMS.of(change(module, event)).toString().toUpperCase(Locale.ROOT);

        assertThat(personal).allSatisfy(value -> assertThat(told).doesNotContain(value.toUpperCase(Locale.ROOT)));
    }

    @Test
    void theGoldenObjectsHoldDriversData() {
        List<String> personal = new ArrayList<>();
        goldenEvents().forEach(type -> collect(golden(type), "", personal));

        assertThat(personal)
                .contains(
                        "TeNoHira-0091",
                        "№ ００９１ 🌸",
                        "DE-EMS-C20417733-4",
                        "elb-auth-5521",
                        "rijnpas-app-7741",
                        "XJ-041-K",
                        "GIROCARD ****4711",
                        "NL-OCP-C12345678-9");
    }

    @Test
    void aValueHasOnePseudonymWhereverItStandsAndHoweverItIsSpelled() {
        JsonNode session = told(PSEUDONYMS, "sessions", """
                {"id": "S1", "cdr_token": {"uid": "04a2B3c4", "contract_id": "NL-TNM-C1"}}""");
        JsonNode command = told(PSEUDONYMS, "commands", """
                {"uid": "R1", "content": {"token": {"uid": "04A2b3C4", "contract_id": "nl-tnm-c1", "group_id": "04A2B3C4"}}}""");

        assertThat(command.at("/content/token/uid").stringValue())
                .isEqualTo(session.at("/cdr_token/uid").stringValue())
                .isEqualTo(command.at("/content/token/group_id").stringValue())
                .matches("[0-9a-f]{36}");
        assertThat(command.at("/content/token/contract_id"))
                .isEqualTo(session.at("/cdr_token/contract_id"))
                .isNotEqualTo(session.at("/cdr_token/uid"));
        assertThat(command.path("uid").stringValue()).isEqualTo("R1");
    }

    @Test
    void withAnotherKeyAValueHasAnotherPseudonym() {
        String session = "{\"cdr_token\": {\"uid\": \"04A2B3C4\"}}";

        assertThat(told(PSEUDONYMS, "sessions", session)).isEqualTo(told(PSEUDONYMS, "sessions", session));
        assertThat(told(PSEUDONYMS, "sessions", session)).isNotEqualTo(told(OTHERS, "sessions", session));
    }

    @Test
    void theSubjectAndTheKeyOfATokenNameItsPseudonym() {
        Change told = PSEUDONYMS.of(new Change(
                7,
                "tokens",
                "ocpi.tokens.replaced",
                "/ocpi/emsp/tokens",
                "NL/TNM/04a2/b3:c4",
                "emsp:tokens:NL:TNM:RFID:04A2/B3:C4",
                Instant.EPOCH,
                "{\"uid\": \"04a2/b3:c4\", \"type\": \"RFID\"}"));

        String pseudonym = OcpiJson.mapper().readTree(told.data()).path("uid").stringValue();
        assertThat(told.subject()).isEqualTo("NL/TNM/" + pseudonym);
        assertThat(told.key()).isEqualTo("emsp:tokens:NL:TNM:RFID:" + pseudonym);
    }

    @Test
    void whatIsToldOnceMoreInsideATextIsReplacedThereToo() {
        JsonNode cdr = told(PSEUDONYMS, "cdrs", """
                {"id": "C1", "cdr_token": {"uid": "04A2B3C4"}, "remark": "Card 04a2b3c4, thanks", "x": ["04A2B3C4"]}""");

        String pseudonym = cdr.at("/cdr_token/uid").stringValue();
        assertThat(cdr.path("remark").stringValue()).isEqualTo("Card " + pseudonym + ", thanks");
        assertThat(cdr.at("/x/0").stringValue()).isEqualTo(pseudonym);
    }

    @Test
    void whatObjectsAreFoundByStays() {
        String session = """
                {"id":"S-100001","location_id":"LOC1","evse_uid":"3256","kwh":1.5000,"authorization_reference":"S-100001"}""";
        Change told = PSEUDONYMS.of(change("sessions", OcpiJson.mapper().readTree(session)));

        assertThat(told.subject()).isEqualTo("NL/TNM/S-100001");
        assertThat(told.key()).isEqualTo("emsp:sessions:NL:TNM:S-100001");
        assertThat(told.data()).startsWith("""
                        {"id":"S-100001","location_id":"LOC1","evse_uid":"3256","kwh":1.5000,"authorization_reference":\"""").doesNotEndWith("\"S-100001\"}");
    }

    @Test
    void evsesKeepTheirUidsAndWhatIsWithdrawnIsNothing() {
        assertThat(told(PSEUDONYMS, "locations", "{\"evses\": [{\"uid\": \"3256\"}]}")
                        .at("/evses/0/uid")
                        .stringValue())
                .isEqualTo("3256");
        assertThat(told(PSEUDONYMS, "tariffs", "null").isNull()).isTrue();
    }

    private static JsonNode told(Pseudonyms pseudonyms, String module, String data) {
        return OcpiJson.mapper()
                .readTree(pseudonyms
                        .of(change(module, OcpiJson.mapper().readTree(data)))
                        .data());
    }

    private static Change change(String module, JsonNode data) {
        String id = data.path(module.equals("tokens") ? "uid" : "id").asString("X");
        return new Change(
                1,
                module,
                "ocpi." + module + ".replaced",
                "/ocpi/emsp/" + module,
                "NL/TNM/" + id,
                "emsp:" + module + ":NL:TNM:" + (module.equals("tokens") ? "RFID:" : "") + id.toUpperCase(Locale.ROOT),
                Instant.EPOCH,
                OcpiJson.mapper().writeValueAsString(data));
    }

    /** What identifies drivers in a golden file, found in another way than by the places that are replaced. */
    private static void collect(JsonNode node, String parent, List<String> personal) {
        node.properties().forEach(field -> {
            boolean uid = field.getKey().equals("uid") && !parent.startsWith("evse");
            boolean plate = field.getKey().equals("value") && node.has("method");
            boolean signed =
                    field.getKey().equals("plain_data") || field.getKey().equals("signed_data") && node.has("nature");
            if (PERSONAL.contains(field.getKey()) || uid || plate || signed) {
                (field.getValue().isArray() ? field.getValue().valueStream() : Stream.of(field.getValue()))
                        .filter(JsonNode::isString)
                        .forEach(value -> personal.add(value.stringValue()));
            }
            collect(field.getValue(), field.getKey(), personal);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, parent, personal));
        }
    }

    private static ObjectNode golden(String type) {
        try (InputStream file = PseudonymsTest.class.getResourceAsStream("/events/" + type + "/1.json")) {
            return (ObjectNode) OcpiJson.mapper().readTree(Objects.requireNonNull(file, type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
