package org.ocpiplatform.ocpi.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.types.Image;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ValidationTest {

    /** A session with every field that OCPI defines. */
    private static final String WHOLE = """
            {
              "country_code": "NL",
              "party_id": "TNM",
              "id": "S1",
              "start_date_time": "2026-03-01T10:00:00Z",
              "end_date_time": "2026-03-01T11:00:00Z",
              "kwh": 1.10,
              "cdr_token": {
                "country_code": "NL", "party_id": "MSP", "uid": "U1", "type": "RFID", "contract_id": "C1"
              },
              "auth_method": "WHITELIST",
              "authorization_reference": "A1",
              "location_id": "L1",
              "evse_uid": "#NA",
              "connector_id": "#NA",
              "meter_id": "M1",
              "currency": "EUR",
              "charging_periods": [{
                "start_date_time": "2026-03-01T10:00:00Z",
                "dimensions": [{"type": "ENERGY", "volume": 1.10}],
                "tariff_id": "T1"
              }],
              "total_cost": {
                "before_taxes": 0.60, "taxes": [{"name": "BTW", "account_number": "NL1", "amount": 0.13}]
              },
              "status": "COMPLETED",
              "last_updated": "2026-03-01T11:00:00Z"
            }
            """;

    /** Its list should not change; that it can shows whether it is looked at again. */
    private record Few(@Size(max = 1) List<String> elements) {}

    private static final class Changing {

        @Size(max = 1)
        private final List<String> elements = new ArrayList<>();
    }

    @Test
    void theRecordThatWasValidLastIsNotCheckedAgain() {
        Few few = new Few(new ArrayList<>());
        Validation.valid(few);
        Validation.valid(new Changing());
        few.elements().addAll(List.of("one", "two"));

        assertThat(Validation.valid(few)).isSameAs(few);
        Validation.valid(new Few(List.of()));
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> Validation.valid(few));
    }

    @Test
    void whatMayChangeIsCheckedEveryTime() {
        Changing object = Validation.valid(new Changing());
        object.elements.addAll(List.of("one", "two"));

        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> Validation.valid(object));
    }

    @Test
    void aValidObjectIsGivenBack() {
        Session session = session(json());

        assertThat(Validation.valid(session)).isSameAs(session);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country_code",
                "party_id",
                "id",
                "start_date_time",
                "kwh",
                "cdr_token",
                "cdr_token.country_code",
                "cdr_token.party_id",
                "cdr_token.uid",
                "cdr_token.type",
                "cdr_token.contract_id",
                "auth_method",
                "location_id",
                "evse_uid",
                "connector_id",
                "currency",
                "charging_periods[0].start_date_time",
                "charging_periods[0].dimensions[0].type",
                "charging_periods[0].dimensions[0].volume",
                "total_cost.before_taxes",
                "total_cost.taxes[0].name",
                "total_cost.taxes[0].amount",
                "status",
                "last_updated"
            })
    void aRequiredFieldMayNotBeMissing(String path) {
        assertRefused(with(path, "null"), path + " must not be null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "end_date_time",
                "authorization_reference",
                "meter_id",
                "charging_periods",
                "charging_periods[0].tariff_id",
                "total_cost",
                "total_cost.taxes",
                "total_cost.taxes[0].account_number"
            })
    void anOptionalFieldMayBeMissing(String path) {
        assertAccepted(with(path, "null"));
    }

    @ParameterizedTest
    @CsvSource({
        "country_code, 2",
        "party_id, 3",
        "id, 36",
        "cdr_token.country_code, 2",
        "cdr_token.party_id, 3",
        "cdr_token.uid, 36",
        "cdr_token.type, 36",
        "cdr_token.contract_id, 36",
        "authorization_reference, 36",
        "location_id, 36",
        "evse_uid, 36",
        "connector_id, 36",
        "meter_id, 255",
        "currency, 3",
        "charging_periods[0].tariff_id, 36",
        "total_cost.taxes[0].name, 255",
        "total_cost.taxes[0].account_number, 255"
    })
    void aTextMayHaveItsLengthAndNoMore(String path, int length) {
        assertAccepted(with(path, quoted("x".repeat(length))));
        assertRefused(with(path, quoted("x".repeat(length + 1))), path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country_code",
                "party_id",
                "id",
                "cdr_token.country_code",
                "cdr_token.party_id",
                "cdr_token.uid",
                "cdr_token.type",
                "location_id",
                "evse_uid",
                "connector_id",
                "currency"
            })
    void aTextThatIdentifiesMayNotBeEmpty(String path) {
        assertRefused(with(path, "\"\""), path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country_code",
                "party_id",
                "id",
                "cdr_token.country_code",
                "cdr_token.party_id",
                "cdr_token.uid",
                "cdr_token.contract_id",
                "authorization_reference",
                "location_id",
                "evse_uid",
                "connector_id",
                "charging_periods[0].tariff_id"
            })
    void aCiStringHoldsPrintableAsciiOnly(String path) {
        assertAccepted(with(path, quoted("~ ")));
        assertRefused(with(path, quoted("xé")), path + " must be ");
        assertRefused(with(path, quoted("x\\n")), path + " must be ");
        assertRefused(with(path, quoted("x\\u007f")), path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cdr_token.type",
                "meter_id",
                "currency",
                "total_cost.taxes[0].name",
                "total_cost.taxes[0].account_number"
            })
    void aStringHoldsPrintableUnicodeOnly(String path) {
        assertAccepted(with(path, quoted("ü⚡")));
        assertAccepted(with(path, quoted("🚗")));
        assertRefused(with(path, quoted("x\\n")), path + " must be ");
        assertRefused(with(path, quoted("x\\u0000")), path + " must be ");
        assertRefused(with(path, quoted("x\\u0085")), path + " must be ");
        assertRefused(with(path, quoted("x\\ud83d")), path + " must be ");
    }

    @Test
    void lengthCountsCharactersAndNotTheirHalves() {
        assertAccepted(with("meter_id", quoted("🚗".repeat(255))));
    }

    @Test
    void aPeriodHasDimensions() {
        assertRefused(with("charging_periods[0].dimensions", "[]"), "charging_periods[0].dimensions must not be empty");
    }

    @ParameterizedTest
    @CsvSource({"charging_periods", "charging_periods[0].dimensions", "total_cost.taxes"})
    void aListHoldsNoNulls(String path) {
        assertRefused(with(path, "[null]"), path + "[0] must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000", "[0, 1e-1000000]", "{\"deep\": [{\"er\": 1e99}]}"})
    void anUnknownFieldHoldsNoNumberThatCannotBeWritten(String json) {
        assertRefused(with("vehicle", json), "extensions hold a number of too many digits");
        assertRefused(with("cdr_token.vehicle", json), "cdr_token.extensions hold");
        assertRefused(
                with("charging_periods[0].dimensions[0].vehicle", json),
                "charging_periods[0].dimensions[0].extensions hold");
    }

    @Test
    void anUnknownFieldNestsNoDeeperThanEventsAndListsThatHoldItCanBeWritten() {
        assertAccepted(with("vehicle", "[".repeat(100) + "]".repeat(100)));
        assertRefused(with("vehicle", "[".repeat(101) + "]".repeat(101)), "nest deeper than 100 levels");
    }

    @Test
    void theMessageNamesUpToFiveFieldsInOrder() {
        ObjectNode json = json();
        json.remove(List.of("status", "kwh", "id", "currency", "auth_method", "last_updated"));

        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Validation.valid(session(json)))
                .withMessage("auth_method must not be null; currency must not be null; id must not be null;"
                        + " kwh must not be null; last_updated must not be null");
    }

    @Test
    void theMessageDoesNotFollowTheLocaleOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertRefused(with("kwh", "null"), "kwh must not be null");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void preferencesNeedAProfile() {
        ChargingPreferences preferences = OcpiJson.mapper().readValue("{}", ChargingPreferences.class);

        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Validation.valid(preferences))
                .withMessage("profile_type must not be null");
    }

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example.nl/logo.png, true",
        "http://cdn.example.nl, true",
        "//cdn.example.nl/logo.png, false",
        "/logo.png, false",
        "mailto:info@example.nl, false",
        "https://, false",
        "https://cdn example.nl, false",
        "'', false"
    })
    void aUrlIsAbsolute(String url, boolean valid) {
        Image image = OcpiJson.mapper()
                .readValue("{\"url\":\"" + url + "\",\"category\":\"OPERATOR\",\"type\":\"png\"}", Image.class);

        if (valid) {
            assertThatNoException().isThrownBy(() -> Validation.valid(image));
        } else {
            assertThatExceptionOfType(Invalid.class)
                    .isThrownBy(() -> Validation.valid(image))
                    .withMessage("url must be an absolute URL of at most 255 characters");
        }
    }

    private static void assertAccepted(ObjectNode json) {
        assertThatNoException().isThrownBy(() -> Validation.valid(session(json)));
    }

    private static void assertRefused(ObjectNode json, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Validation.valid(session(json)))
                .withMessageContaining(message);
    }

    /** The whole session with another value at a path. */
    private static ObjectNode with(String path, String value) {
        ObjectNode json = json();
        String pointer = "/" + path.replace("[0]", "/0").replace('.', '/');
        int field = pointer.lastIndexOf('/');
        JsonNode parent = json.at(pointer.substring(0, field));
        ((ObjectNode) parent)
                .set(pointer.substring(field + 1), OcpiJson.mapper().readTree(value));
        return json;
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static ObjectNode json() {
        return (ObjectNode) OcpiJson.mapper().readTree(WHOLE);
    }

    private static Session session(ObjectNode json) {
        return OcpiJson.mapper().treeToValue(json, Session.class);
    }
}
