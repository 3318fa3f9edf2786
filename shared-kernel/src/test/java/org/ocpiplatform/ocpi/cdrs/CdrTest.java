package org.ocpiplatform.ocpi.cdrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.cdrs.Cdrs.aCdr;
import static org.ocpiplatform.ocpi.cdrs.Cdrs.aPeriod;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertUnreadable;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertWrittenBack;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.types.TaxAmount;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.databind.node.ObjectNode;

class CdrTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country_code",
                "party_id",
                "id",
                "start_date_time",
                "end_date_time",
                "cdr_token",
                "auth_method",
                "cdr_location",
                "cdr_location.id",
                "cdr_location.address",
                "cdr_location.city",
                "cdr_location.country",
                "cdr_location.coordinates",
                "cdr_location.coordinates.latitude",
                "cdr_location.evse_uid",
                "cdr_location.evse_id",
                "cdr_location.connector_id",
                "cdr_location.connector_standard",
                "cdr_location.connector_format",
                "cdr_location.connector_power_type",
                "currency",
                "charging_periods[0].start_date_time",
                "total_cost",
                "total_cost.before_taxes",
                "total_energy",
                "total_time",
                "last_updated"
            })
    void aRequiredFieldMayNotBeMissing(String path) {
        assertRefused(with(aCdr().json(), path, "null"), Cdr.class, path + " must not be null");
    }

    @ParameterizedTest
    @CsvSource({
        "country_code, 2",
        "party_id, 3",
        "id, 36",
        "session_id, 36",
        "authorization_reference, 36",
        "meter_id, 255",
        "currency, 3",
        "remark, 255",
        "invoice_reference_id, 39",
        "booking_id, 36",
        "cdr_location.id, 36",
        "cdr_location.name, 255",
        "cdr_location.address, 255",
        "cdr_location.city, 45",
        "cdr_location.postal_code, 10",
        "cdr_location.state, 45",
        "cdr_location.country, 3",
        "cdr_location.evse_uid, 36",
        "cdr_location.evse_id, 48",
        "cdr_location.connector_id, 36",
        "cdr_location.connector_standard, 255"
    })
    void aTextMayHaveItsLengthAndNoMore(String path, int length) {
        assertAccepted(with(aCdr().json(), path, "\"" + "x".repeat(length) + "\""), Cdr.class);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> read(with(aCdr().json(), path, "\"" + "x".repeat(length + 1) + "\""), Cdr.class))
                .withMessageStartingWith(path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth_method",
                "charging_periods[0].dimensions[0].type",
                "cdr_location.connector_format",
                "cdr_location.connector_power_type"
            })
    void anUnknownValueOfAClosedEnumIsRefused(String path) {
        assertUnreadable(with(aCdr().json(), path, "\"SOMETIMES\""), Cdr.class, path);
    }

    @Nested
    class Credit {

        @Test
        void namesTheCdrThatItCancels() {
            assertAccepted(aCdr().crediting("C0").json(), Cdr.class);
            assertRefused(
                    with(aCdr().json(), "credit", "true"),
                    Cdr.class,
                    "credit_reference_id must be present if credit is true");
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "false"})
        void isNotOfACdrThatCancelsNone(String credit) {
            assertAccepted(with(aCdr().json(), "credit", credit), Cdr.class);
            assertRefused(
                    with(aCdr().crediting("C0").json(), "credit", credit),
                    Cdr.class,
                    "credit_reference_id must be absent unless credit is true");
        }

        @Test
        void mayHaveALongerId() {
            assertAccepted(aCdr().crediting("C0").withId("x".repeat(39)).json(), Cdr.class);
            assertRefused(
                    aCdr().crediting("C0").withId("x".repeat(40)).json(),
                    Cdr.class,
                    "id must be 1 to 39 printable ASCII characters");
            assertRefused(
                    aCdr().withId("x".repeat(37)).json(),
                    Cdr.class,
                    "id must be at most 36 characters unless credit is true");
        }
    }

    @Nested
    class Periods {

        @Test
        void areThere() {
            assertRefused(aCdr().withPeriods().json(), Cdr.class, "charging_periods must not be empty");
        }

        @Test
        void areInOrder() {
            ChargingPeriod first = aPeriod("2026-03-01T10:00:00Z", CdrDimensionType.ENERGY, "1");
            ChargingPeriod second = aPeriod("2026-03-01T10:30:00Z", CdrDimensionType.TIME, "0.5");

            assertAccepted(aCdr().withPeriods(first, first, second).json(), Cdr.class);
            assertRefused(
                    aCdr().withPeriods(second, first).json(),
                    Cdr.class,
                    "charging_periods[1].start_date_time must not be before that of the period before");
        }

        @ParameterizedTest
        @EnumSource(
                value = CdrDimensionType.class,
                names = {"CURRENT", "ENERGY_EXPORT", "ENERGY_IMPORT", "POWER", "STATE_OF_CHARGE"})
        void measureNothingThatIsForSessionsOnly(CdrDimensionType type) {
            ObjectNode json = aCdr().withPeriods(
                            aPeriod("2026-03-01T10:00:00Z", CdrDimensionType.ENERGY, "1"),
                            aPeriod("2026-03-01T10:00:00Z", type, "1"))
                    .json();

            assertRefused(
                    json,
                    Cdr.class,
                    "charging_periods[1].dimensions[0].type must not be " + type + ", which is for Sessions only");
        }

        @ParameterizedTest
        @EnumSource(
                value = CdrDimensionType.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"CURRENT", "ENERGY_EXPORT", "ENERGY_IMPORT", "POWER", "STATE_OF_CHARGE"})
        void measureEverythingElse(CdrDimensionType type) {
            assertAccepted(
                    aCdr().withPeriods(aPeriod("2026-03-01T10:00:00Z", type, "1"))
                            .json(),
                    Cdr.class);
        }

        @Test
        void holdNoNulls() {
            assertRefused(
                    with(aCdr().json(), "charging_periods", "[null]"),
                    Cdr.class,
                    "charging_periods[0] must not be null");
            assertRefused(
                    with(aCdr().json(), "charging_periods[0].dimensions", "[null]"),
                    Cdr.class,
                    "charging_periods[0].dimensions[0] must not be null");
        }
    }

    @Nested
    class Totals {

        @Test
        void haveNoMoreParkingThanTime() {
            assertAccepted(
                    aCdr().withTotalTime("1.5").withTotalParkingTime("1.50").json(), Cdr.class);
            assertAccepted(aCdr().withTotalTime("0").withTotalParkingTime("0").json(), Cdr.class);
            assertRefused(
                    aCdr().withTotalTime("1.5").withTotalParkingTime("1.51").json(),
                    Cdr.class,
                    "total_parking_time must not be more than total_time");
        }

        @Test
        void haveNoNegativeTimes() {
            assertRefused(
                    aCdr().withTotalTime("-0.1").json(), Cdr.class, "total_time must be greater than or equal to 0");
            assertRefused(
                    aCdr().withTotalParkingTime("-0.1").json(),
                    Cdr.class,
                    "total_parking_time must be greater than or equal to 0");
        }

        @Test
        void mayHaveNegativeEnergy() {
            assertAccepted(aCdr().withTotalEnergy("-2.6").json(), Cdr.class);
        }
    }

    @Test
    void endsNoEarlierThanItStarts() {
        assertAccepted(
                aCdr().startedAt("2026-03-01T10:00:00Z")
                        .endedAt("2026-03-01T10:00:00Z")
                        .json(),
                Cdr.class);
        assertRefused(
                aCdr().startedAt("2026-03-01T10:00:00Z")
                        .endedAt("2026-03-01T09:59:59Z")
                        .json(),
                Cdr.class,
                "end_date_time must not be before start_date_time");
    }

    @Test
    void signedDataHasValues() {
        String signed = "{\"encoding_method\":\"OCMF\",\"signed_values\":[" + signedValue("x") + "]}";

        assertAccepted(with(aCdr().json(), "signed_data", signed), Cdr.class);
        assertRefused(
                with(aCdr().json(), "signed_data", "{\"encoding_method\":\"OCMF\"}"),
                Cdr.class,
                "signed_data.signed_values must not be empty");
    }

    @Test
    void aSignedValueHasUpTo5000Characters() {
        ObjectNode json = with(
                aCdr().json(),
                "signed_data",
                "{\"encoding_method\":\"OCMF\",\"signed_values\":[" + signedValue("x".repeat(5000)) + "]}");

        assertAccepted(json, Cdr.class);
        assertRefused(
                with(json, "signed_data.signed_values[0].plain_data", "\"" + "x".repeat(5001) + "\""),
                Cdr.class,
                "signed_data.signed_values[0].plain_data must be 0 to 5000 characters without control characters");
    }

    @Test
    void anEmbeddedTariffFollowsItsOwnRules() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> read(with(aCdr().json(), "tariffs", "[{}]"), Cdr.class))
                .withMessageContaining("tariffs[0].elements must not be empty");
    }

    @Test
    void unknownFieldsStandardsDigitsAndSpellingsAreKept() {
        ObjectNode json = aCdr().ownedBy("nl", "tnM")
                .withId("c-1")
                .paidBy("nl", "msp")
                .withTokenUid("aB")
                .withSessionId("s-1")
                .withAuthorizationReference("Auth-x")
                .withInvoiceReferenceId("Inv-1")
                .crediting("c-0")
                .withBookingId("b-1")
                .withTotalCost("-4.200", new TaxAmount("BTW", null, null, new BigDecimal("-0.880"), Map.of()))
                .withTotalEnergy("10.5000")
                .withTotalTime("1.00")
                .withTotalParkingTime("0.0")
                .withExtension("owner", "{\"tons\":1.50}")
                .json();
        json = with(json, "cdr_location.connector_standard", "\"Induction_Pad\"");
        json = with(json, "cdr_location.level", "-1.0");

        assertWrittenBack(json, Cdr.class);
        assertThat(read(json, Cdr.class).owner()).isEqualTo(PartyId.of("NL", "TNM"));
    }

    private static String signedValue(String data) {
        return "{\"nature\":\"Start\",\"plain_data\":\"" + data + "\",\"signed_data\":\"" + data + "\"}";
    }
}
