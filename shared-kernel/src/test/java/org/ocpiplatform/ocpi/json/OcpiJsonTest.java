package org.ocpiplatform.ocpi.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.types.Price;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

class OcpiJsonTest {

    @Nested
    class NoCoercion {

        @ParameterizedTest
        @ValueSource(strings = {"\"5\"", "\"\"", "true", "[]", "[5]", "{}"})
        void numbersAreNumbers(String json) {
            assertRefused("{\"energy_need\":" + json + "}", ChargingPreferences.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"5", "1.5", "true", "[]", "[\"a\"]", "{}"})
        void stringsAreStrings(String json) {
            assertRefused("{\"meter_id\":" + json + "}", Session.class);
            assertRefused("{\"id\":" + json + "}", Session.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.0", "1.5", "\"5\"", "\"\"", "true", "99999999999", "[]", "{}"})
        void integersAreIntegers(String json) {
            assertThatExceptionOfType(JacksonException.class)
                    .isThrownBy(() -> read("{\"width\":" + json + "}", Image.class));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"true\"", "\"\"", "0", "1", "1.0", "[]", "{}"})
        void booleansAreBooleans(String json) {
            assertRefused("{\"discharge_allowed\":" + json + "}", ChargingPreferences.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"\"", "5", "true", "[]"})
        void objectsAreObjects(String json) {
            assertRefused("{\"cdr_token\":" + json + "}", Session.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"\"", "5", "true", "{}"})
        void listsAreLists(String json) {
            assertRefused("{\"charging_periods\":" + json + "}", Session.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1740823200", "1740823200.5", "true", "\"\"", "\"2026-03-01T10:00:00+00:00\"", "{}"})
        void dateTimesAreStringsOfTheProtocolsForm(String json) {
            assertRefused("{\"last_updated\":" + json + "}", Session.class);
        }
    }

    @Nested
    class Enums {

        @ParameterizedTest
        @ValueSource(
                strings = {"\"CHARGING\"", "\"active\"", "\" ACTIVE\"", "\"ACTIVE \"", "\"\"", "\" \"", "\"2\"", "2"})
        void closedOnesTakeTheirOwnValuesOnly(String json) {
            assertRefused("{\"status\":" + json + "}", Session.class);
        }

        @Test
        void openOnesKeepWhatTheyDoNotKnow() {
            ObjectNode json =
                    aSession().withTokenType(new TokenType("Palm_Vein")).json();

            Session session = OcpiJson.mapper().treeToValue(json, Session.class);

            assertThat(session.cdrToken().type().value()).isEqualTo("Palm_Vein");
            assertWrittenBack(json.toString(), Session.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"5", "true", "{}"})
        void openOnesAreStrings(String json) {
            assertRefused("{\"cdr_token\":{\"type\":" + json + "}}", Session.class);
        }
    }

    @Nested
    class Decimals {

        @ParameterizedTest
        @ValueSource(strings = {"0", "0.0000", "1.10", "-2.50", "12345678901234567890.123456789", "0.1"})
        void keepTheirDigits(String digits) {
            assertWrittenBack("{\"before_taxes\":" + digits + "}", Price.class);
            assertWrittenBack("{\"before_taxes\":1,\"discount\":{\"amounts\":[" + digits + "]}}", Price.class);
        }

        @ParameterizedTest
        @CsvSource({"1E2, 100", "1.5e3, 1500", "1E-7, 0.0000001", "0E-10, 0.0000000000"})
        void areWrittenWithoutExponent(String input, String output) {
            Price price = read("{\"before_taxes\":" + input + ",\"discount\":" + input + "}", Price.class);

            assertThat(write(price)).isEqualTo("{\"before_taxes\":" + output + ",\"discount\":" + output + "}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e1000000", "-1e1000000", "1e-1000000", "1e60", "1e-61"})
        void ofTooManyDigitsAreRefused(String number) {
            assertRefused("{\"before_taxes\":" + number + "}", Price.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e59", "1e-60"})
        void areReadUpToSixtyDigitsOnEitherSideOfThePoint(String number) {
            assertThat(read("{\"before_taxes\":" + number + "}", Price.class).beforeTaxes())
                    .isEqualByComparingTo(new BigDecimal(number));
        }
    }

    @Nested
    class UnknownFields {

        @Test
        void areWrittenBackAtEveryLevel() {
            assertWrittenBack("""
                    {"id":"S1","cdr_token":{"uid":"U1","loyalty":{"points":1.50,"tiers":["gold",null,[]]}},\
                    "charging_periods":[{"dimensions":[{"type":"ENERGY","volume":1.10,"phases":3}],"green":true}],\
                    "total_cost":{"before_taxes":2.00,"taxes":[{"name":"BTW","amount":0.42,"zone":"EU"}],"rounding":0.00},\
                    "vehicle":"Ioniq 5 – grün ⚡"}""", Session.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"extensions", "owner", "party", "class", "", "meterId", "ID"})
        void mayBearAnyName(String name) {
            assertWrittenBack("{\"id\":\"S1\",\"" + name + "\":{\"a\":1}}", Session.class);
            assertWrittenBack("{\"cdr_token\":{\"uid\":\"U1\",\"" + name + "\":[1.0]}}", Session.class);
        }
    }

    @Nested
    class Absence {

        @Test
        void nullIsAbsent() {
            ObjectNode json = aSession().json();
            json.putNull("end_date_time").putNull("total_cost").putNull("charging_periods");

            assertThat(OcpiJson.mapper().treeToValue(json, Session.class))
                    .isEqualTo(aSession().build());
        }

        @Test
        void anEmptyListIsAbsent() {
            ObjectNode json = aSession().json();
            json.putArray("charging_periods");

            Session session = OcpiJson.mapper().treeToValue(json, Session.class);

            assertThat(session).isEqualTo(aSession().build());
            assertThat(session.chargingPeriods()).isEmpty();
        }

        @Test
        void absentFieldsAreNotWritten() {
            assertThat(aSession().withMeterId(null).json().propertyNames())
                    .doesNotContain("end_date_time", "meter_id", "charging_periods", "total_cost", "extensions");
        }

        @Test
        void theEmptyStringIsAValue() {
            assertThat(aSession().withMeterId("").json().get("meter_id").stringValue())
                    .isEmpty();
        }
    }

    @Test
    void dateTimesAreReadAsUtcAndWrittenWithZ() {
        ChargingPreferences preferences =
                read("{\"departure_time\":\"2026-03-01T17:30:00.25\"}", ChargingPreferences.class);

        assertThat(preferences.departureTime()).isEqualTo(Instant.parse("2026-03-01T17:30:00.250Z"));
        assertThat(write(preferences)).isEqualTo("{\"departure_time\":\"2026-03-01T17:30:00.250Z\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}}", "{},", "{} x", "", "{\"kwh\":NaN}", "{'id':'S1'}", "{\"id\":\"S1\",}"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(text, Session.class));
    }

    @Test
    void treesFollowTheSameRules() {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> OcpiJson.mapper().readTree("{} {}"));
        assertThat(OcpiJson.mapper().readTree("[1.10,1E2]"))
                .map(JsonNode::decimalValue)
                .containsExactly(new BigDecimal("1.10"), new BigDecimal("1E2"));
        assertThat(write(OcpiJson.mapper().readTree("[1.10,1E2]"))).isEqualTo("[1.10,100]");
    }

    @Test
    void aWrongFieldIsNamedByItsPath() {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> read("{\"charging_periods\":[{\"dimensions\":[{\"volume\":\"1\"}]}]}", Session.class))
                .satisfies(e -> assertThat(JsonPaths.of(e)).isEqualTo("charging_periods[0].dimensions[0].volume"));
    }

    @Test
    void whatIsWrittenDoesNotDependOnHowOftenItWasRead() {
        String once = write(read("{\"name\":\"N\",\"z\":1,\"a\":{\"z\":1,\"a\":2},\"m\":3}", BusinessDetails.class));

        assertThat(once).isEqualTo("{\"name\":\"N\",\"a\":{\"z\":1,\"a\":2},\"m\":3,\"z\":1}");
        assertThat(write(read(once, BusinessDetails.class))).isEqualTo(once);
    }

    private static void assertRefused(String json, Class<?> type) {
        assertThatExceptionOfType(MismatchedInputException.class).isThrownBy(() -> read(json, type));
    }

    private static void assertWrittenBack(String json, Class<?> type) {
        assertThat(OcpiJson.mapper().readTree(write(read(json, type))))
                .isEqualTo(OcpiJson.mapper().readTree(json));
    }

    private static <T> T read(String json, Class<T> type) {
        return OcpiJson.mapper().readValue(json, type);
    }

    private static String write(Object value) {
        return OcpiJson.mapper().writeValueAsString(value);
    }
}
