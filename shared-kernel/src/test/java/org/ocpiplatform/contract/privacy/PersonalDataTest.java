package org.ocpiplatform.contract.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.contract.storage.EventTypes;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.tokens.TokenType;
import tools.jackson.databind.JsonNode;

class PersonalDataTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TOKEN = """
            {"country_code":"NL","party_id":"TNM","uid":"04A2-b3","type":"RFID","contract_id":"NL-TNM-C1\\"x\\u00e9",
             "visual_number":"1234 5678","issuer":"The New Motion","group_id":"G-7","valid":true,"whitelist":"ALLOWED",
             "language":"nl","energy_contract":{"supplier_name":"Greenpeace","contract_id":"EC-9"},
             "last_updated":"2026-01-01T00:00:00Z","x_name":"Jansen","x_notes":["slow payer",{"more":"of it"}],"x_rate":1.10}""";

    private final KeysInMemory table = new KeysInMemory();
    private final String secret = SecretSeal.newKey(RANDOM);
    private final KeyRing keys = new KeyRing(table, new SecretSeal(secret, RANDOM), true, false, RANDOM);
    private final PersonalData data = new PersonalData(keys);

    @Test
    void identifiersAreShownWithoutTheUid() {
        assertThat(PersonalData.shownId("emsp:tokens:NL:TNM:RFID:0123:45")).isEqualTo("emsp:tokens:NL:TNM:***");
        assertThat(PersonalData.shownId("delivery:p-1:emsp:tokens:NL:TNM:0123"))
                .isEqualTo("delivery:p-1:emsp:tokens:NL:TNM:***");
        assertThat(PersonalData.shownId("cpo:locations:NL:TNM:LOC1")).isEqualTo("cpo:locations:NL:TNM:LOC1");
    }

    @Test
    void namesOfFieldsAreNoTexts() {
        String json = """
                {"~0:name" : "~value", "a\\"~b":["~0:c", "x\\"~y", "\\\\", {"~1:d":[]}], "cpo:tokens:NL:TNM:~e":1, "f":"~"}""";

        byte[] stored = data.seal(json.getBytes(UTF_8));

        assertThat(new String(stored, UTF_8)).contains("\"~0:name\" : \"~0:~value\"");
        assertThat(new String(data.open(stored), UTF_8)).isEqualTo(json);
    }

    @Test
    void aTokenKeepsOnlyWhatSaysNothingOfItsDriver() {
        JsonNode stored = json(data.seal(TOKEN));

        for (String name : List.of("uid", "contract_id", "visual_number", "group_id", "x_name")) {
            assertThat(stored.get(name).asString()).as(name).matches("~1:[0-9a-f]{24}:[A-Za-z0-9_-]+");
        }
        assertThat(stored.at("/energy_contract/contract_id").asString()).startsWith("~1:");
        assertThat(stored.at("/x_notes/0").asString()).startsWith("~1:");
        assertThat(stored.at("/x_notes/1/more").asString()).startsWith("~1:");
        assertThat(stored.get("issuer").asString()).isEqualTo("The New Motion");
        assertThat(stored.at("/energy_contract/supplier_name").asString()).isEqualTo("Greenpeace");
        assertThat(stored.get("last_updated").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(data.seal(TOKEN)).contains("\"x_rate\":1.10}");
        assertThat(table.all()).hasSize(1);
    }

    @Test
    void whatIsSealedIsReadByteForByte() {
        assertThat(data.open(data.seal(TOKEN))).isEqualTo(TOKEN);
    }

    @Test
    void whatWasMadeOfSealedJsonIsSealedUnderTheSameKeysOnly() {
        byte[] stored = data.seal(TOKEN.getBytes(UTF_8));
        byte[] made = ("{\"current\":" + TOKEN + "}").getBytes(UTF_8);

        byte[] again = data.sealAgain(made, data.keyIds(stored)).orElseThrow();
        assertThat(data.keyIds(again)).isEqualTo(data.keyIds(stored));
        assertThat(data.open(again)).isEqualTo(made);

        assertThat(data.sealAgain(made, Set.of())).isEmpty();
        keys.delete(data.keyIds(stored).iterator().next());
        assertThat(data.sealAgain(made, data.keyIds(stored))).isEmpty();
        assertThat(table.all()).isEmpty();
    }

    @Test
    void theSameValueNeverLooksTheSame() {
        assertThat(data.seal(TOKEN)).isNotEqualTo(data.seal(TOKEN));
    }

    @Test
    void spellingsOfOneTokenShareAKeyAndItsTypesDoNot() {
        Person person = Person.of(PartyId.of("nl", "tnm"), CiString.of("abc"), TokenType.RFID);

        assertThat(keys.of(person).id())
                .isEqualTo(keys.of(Person.of(PartyId.of("NL", "TNM"), CiString.of("ABC"), TokenType.RFID))
                        .id())
                .isNotEqualTo(keys.of(Person.of(PartyId.of("NL", "TNM"), CiString.of("ABC"), TokenType.APP_USER))
                        .id());
    }

    @Test
    void onceTheKeyIsDeletedPlaceholdersAreRead() {
        byte[] stored = data.seal(TOKEN.getBytes(UTF_8));
        String keyId = table.all().iterator().next().keyId();

        assertThat(keys.delete(keyId)).isTrue();

        JsonNode read = json(new String(data.open(stored), UTF_8));
        for (String name : List.of("uid", "contract_id", "visual_number", "group_id", "x_name")) {
            assertThat(read.get(name).asString()).as(name).isEqualTo("erased-" + keyId);
        }
        assertThat(read.get("issuer").asString()).isEqualTo("The New Motion");
        assertThat(keys.delete(keyId)).isFalse();
    }

    @Test
    void theSameCardIsAnotherPersonAfterItsErasure() {
        byte[] before = data.seal(TOKEN.getBytes(UTF_8));
        keys.delete(table.all().iterator().next().keyId());

        byte[] after = data.seal(TOKEN.getBytes(UTF_8));

        assertThat(data.keyIds(after)).hasSize(1).doesNotContainAnyElementsOf(data.keyIds(before));
        assertThat(new String(data.open(after), UTF_8)).isEqualTo(TOKEN);
        assertThat(new String(data.open(before), UTF_8)).contains("erased-");
    }

    @Test
    void whatWasErasedIsStoredAgainAsItIs() {
        String session = """
                {"session_id":"cpo:sessions:NL:TNM:S1","session":{"cdr_token":{"country_code":"NL","party_id":"TNM",
                 "uid":"erased-0123456789abcdef01234567","type":"RFID","contract_id":"erased-0123456789abcdef01234567"}}}""";

        assertThat(data.seal(session)).isEqualTo(session);
        assertThat(table.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emsp:tokens:NL:TNM:RFID:04A2",
                "cpo:tokens:NL:TNM:APP_USER:A:B~C%3A",
                "delivery:5b9f9a1e:emsp:tokens:NL:TNM:RFID:A\"B\\C",
                "emsp:tokens:N%3A:T%25M:R%0066ID:X"
            })
    void identifiersOfTokensEndWithTheKeyAndAreReadAgain(String id) {
        String stored = data.sealId(id);

        assertThat(stored).matches(".*:tokens:[^:]+:[^:]+:~[0-9a-f]{24}");
        assertThat(stored).isEqualTo(data.sealId(id)).isEqualTo(data.findId(id).orElseThrow());
        assertThat(data.openId(stored)).isEqualTo(id);
        String event = OcpiJson.mapper().writeValueAsString(java.util.Map.of("object", id));
        assertThat(data.seal(event))
                .doesNotContain(id.substring(id.lastIndexOf(':') + 1))
                .contains("~");
        assertThat(data.open(data.seal(event))).isEqualTo(event);
    }

    @Test
    void anErasedIdentifierLeadsToWhereItIsStored() {
        String stored = data.sealId("emsp:tokens:NL:TNM:RFID:04A2");
        String keyId = stored.substring(stored.indexOf('~') + 1);
        keys.delete(keyId);

        String erased = data.openId(stored);

        assertThat(erased).isEqualTo("emsp:tokens:NL:TNM:ERASED-" + keyId.toUpperCase(Locale.ROOT));
        assertThat(data.sealId(erased)).isEqualTo(stored);
        assertThat(data.findId(erased)).hasValue(stored);
        assertThat(data.findId("emsp:tokens:NL:TNM:RFID:04A2")).isEmpty();
        assertThat(data.open(data.seal("{\"x\":\"" + erased + "\"}"))).isEqualTo("{\"x\":\"" + erased + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"emsp:sessions:NL:TNM:S1", "partners:1", "emsp:tokens", "x:emsp:tokens:NL:TNM:RFID:1"})
    void otherIdentifiersStayAsTheyAre(String id) {
        assertThat(data.sealId(id)).isEqualTo(id);
        assertThat(data.findId(id)).hasValue(id);
        assertThat(data.openId(id)).isEqualTo(id);
        assertThat(table.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~",
                "~0:",
                "~1:0123456789abcdef01234567:AAAA",
                "~0:~1:0123456789abcdef01234567:AAAA",
                "emsp:tokens:NL:TNM:~0123456789abcdef01234567",
                "erased-0123456789abcdef01234567",
                "emsp:tokens:NL:TNM:ERASED-0123456789ABCDEF01234567",
                "a \"~1:\" in the middle"
            })
    void textsThatOnlyLookSealedComeBackAsTheyWere(String text) {
        String asName = OcpiJson.mapper().writeValueAsString(java.util.Map.of("name", text));
        String inToken = OcpiJson.mapper()
                .writeValueAsString(java.util.Map.of(
                        "country_code", "NL", "party_id", "TNM", "uid", text, "type", text, "contract_id", text));

        assertThat(data.open(data.seal(asName))).isEqualTo(asName);
        assertThat(data.open(data.seal(inToken))).isEqualTo(inToken);
        assertThat(data.open(data.seal("[\"" + "~1:x" + "\"]"))).isEqualTo("[\"~1:x\"]");
    }

    @Test
    void aTokensPatchBelongsToItsDriver() {
        String event = """
                {"token_id":"emsp:tokens:NL:TNM:RFID:04A2","patch":{"visual_number":"99","group_id":"G","valid":false,\
                "issuer":"TNM","energy_contract":{"supplier_name":"S","contract_id":"C"},"last_updated":"2026-01-01T00:00:00Z"}}""";

        JsonNode stored = json(data.seal(event));

        assertThat(stored.at("/patch/visual_number").asString()).startsWith("~1:");
        assertThat(stored.at("/patch/group_id").asString()).startsWith("~1:");
        assertThat(stored.at("/patch/energy_contract/contract_id").asString()).startsWith("~1:");
        assertThat(stored.at("/patch/issuer").asString()).isEqualTo("TNM");
        assertThat(data.open(data.seal(event))).isEqualTo(event);
    }

    @Test
    void whatAPartnerSaidOfATokensDeliveryBelongsToTheDriver() {
        String taken = """
                {"delivery_id":"delivery:p1:emsp:tokens:NL:TNM:RFID:04A2","revision":1,"method":"PUT","attempts":1,\
                "location":"https://cpo.example/tokens/NL/TNM/04A2"}""";
        String failed = """
                {"delivery_id":"delivery:p1:emsp:tokens:NL:TNM:RFID:04A2","revision":1,"detail":"04A2 is unknown"}""";
        String ofSession = """
                {"delivery_id":"delivery:p1:cpo:sessions:NL:TNM:S1","location":"https://cpo.example/sessions/S1"}""";

        assertThat(data.seal(taken)).doesNotContain("04A2").contains("\"method\":\"PUT\"");
        assertThat(data.seal(failed)).doesNotContain("04A2");
        assertThat(data.seal(ofSession)).isEqualTo(ofSession);
        assertThat(data.open(data.seal(taken))).isEqualTo(taken);
        assertThat(data.open(data.seal(failed))).isEqualTo(failed);
    }

    @Test
    void anotherSecretKeyIsNoticedBeforeAnythingIsRead() {
        data.seal(TOKEN);
        KeyRing other = new KeyRing(table, new SecretSeal(SecretSeal.newKey(RANDOM), RANDOM), true, false, RANDOM);

        keys.check();
        assertThatThrownBy(other::check)
                .isInstanceOf(WrongSecretKeyException.class)
                .hasMessageContaining("ocpi.secret-key");
    }

    @Test
    void nodesWithoutACommonSecretKeyShareTheMainKeyAsItIs() {
        KeysInMemory other = new KeysInMemory();
        PersonalData one = new PersonalData(ring(other, SecretSeal.newKey(RANDOM), false));

        byte[] stored = one.seal(TOKEN.getBytes(UTF_8));

        assertThat(new PersonalData(ring(other, SecretSeal.newKey(RANDOM), false)).open(stored))
                .isEqualTo(TOKEN.getBytes(UTF_8));
        ring(other, secret, true).check();
        assertThat(new PersonalData(ring(other, secret, true)).open(stored)).isEqualTo(TOKEN.getBytes(UTF_8));
        assertThatThrownBy(() -> ring(other, SecretSeal.newKey(RANDOM), false).check())
                .as("once it was wrapped")
                .isInstanceOf(WrongSecretKeyException.class);
    }

    private static KeyRing ring(KeyTable keys, String secretKey, boolean shared) {
        return new KeyRing(keys, new SecretSeal(secretKey, RANDOM), shared, false, RANDOM);
    }

    @Test
    void whatIsRemarkedOfAChargeIsItsDrivers() {
        String cdr =
                "{\"cdr\":{\"id\":\"C1\",\"cdr_token\":" + TOKEN + ",\"remark\":\"complained\"},\"remark\":\"free\"}";

        String stored = data.seal(cdr);

        assertThat(stored).doesNotContain("complained").contains("\"remark\":\"free\"", "\"id\":\"C1\"");
        assertThat(data.open(stored)).isEqualTo(cdr);
        List.copyOf(table.all()).forEach(row -> keys.delete(row.keyId()));
        assertThat(data.open(stored)).contains("\"remark\":\"erased-");
    }

    @Test
    void theTableTellsNobodyWhoIsInIt() {
        data.seal(TOKEN);

        for (KeyTable.Row row : table.all()) {
            assertThat(new String(row.name(), UTF_8)).doesNotContain("04A2");
            assertThat(new String(row.lookup(), UTF_8)).doesNotContain("04A2");
            assertThat(row.lookup()).hasSize(32);
        }
    }

    @Test
    void whatOneKeyFindsAllRingsFind() {
        byte[] stored = data.seal(TOKEN.getBytes(UTF_8));
        KeyRing another = new KeyRing(table, new SecretSeal(secret, RANDOM), true, false, RANDOM);

        assertThat(new String(new PersonalData(another).open(stored), UTF_8)).isEqualTo(TOKEN);
    }

    /** A new event that says something personal in a new place shows here. */
    @ParameterizedTest
    @MethodSource("goldenFiles")
    void noEventIsStoredWithPersonalDataAndAllAreReadAgain(Path file) throws IOException {
        String event = Files.readString(file);

        String stored = data.seal(event);

        List<String> personal = new ArrayList<>();
        collectPersonal(json(event), personal);
        for (String value : personal) {
            assertThat(stored).as("%s in %s", value, file).doesNotContainIgnoringCase(value);
        }
        assertThat(data.open(stored)).isEqualTo(event);
        JsonNode read = json(stored);
        assertThat(OcpiJson.mapper()
                        .writeValueAsString(OcpiJson.mapper()
                                .treeToValue(
                                        json(data.open(OcpiJson.mapper().writeValueAsString(read))), eventOf(file))))
                .isEqualTo(OcpiJson.mapper()
                        .writeValueAsString(OcpiJson.mapper().treeToValue(json(event), eventOf(file))));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void everyEventIsStillReadOnceItsPersonIsErased(Path file) throws IOException {
        byte[] stored = data.seal(Files.readAllBytes(file));
        List.copyOf(table.all()).forEach(row -> keys.delete(row.keyId()));

        JsonNode read = json(new String(data.open(stored), UTF_8));

        assertThat(OcpiJson.mapper().treeToValue(read, eventOf(file))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void whatIsMadeOfEventsWithPersonalDataIsKnown(Path file) throws IOException {
        String event = Files.readString(file);

        if (!data.seal(event).equals(event)) {
            assertThat(PersonalEvents.include(eventOf(file))).isTrue();
        }
    }

    private static Stream<Path> goldenFiles() throws IOException, URISyntaxException {
        try (Stream<Path> files =
                Files.walk(Path.of(PersonalDataTest.class.getResource("/events").toURI()))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
        }
    }

    private static Class<?> eventOf(Path file) {
        return EventTypes.classOf(file.getParent().getFileName().toString()).orElseThrow();
    }

    /** Looks for names, where the code looks for structures. */
    private static void collectPersonal(JsonNode node, List<String> personal) {
        node.properties().forEach(field -> {
            switch (field.getKey()) {
                case "uid" -> {
                    if (node.has("contract_id") || !node.has("connectors")) {
                        addText(field.getValue(), personal);
                    }
                }
                case "contract_id", "visual_number", "group_id" -> addText(field.getValue(), personal);
                default -> {}
            }
        });
        if (node.isString() && node.asString().matches("(.*:)?(cpo|emsp|ptp):tokens:.*")) {
            personal.add(node.asString().substring(node.asString().lastIndexOf(':') + 1));
        }
        node.forEach(child -> collectPersonal(child, personal));
    }

    private static void addText(JsonNode value, List<String> personal) {
        if (value.isString() && !value.asString().isEmpty()) {
            personal.add(value.asString());
        }
    }

    private static JsonNode json(String text) {
        return OcpiJson.mapper().readTree(text);
    }
}
