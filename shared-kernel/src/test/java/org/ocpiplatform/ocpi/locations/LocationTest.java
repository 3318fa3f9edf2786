package org.ocpiplatform.ocpi.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.aParkingPlace;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.Fixtures;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.ExactJson;
import org.ocpiplatform.ocpi.json.JsonEdits;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

class LocationTest {

    private static final Instant LATER = Instant.parse("2026-09-09T09:09:09Z");

    @Nested
    class Samples {

        @Test
        void areValid() {
            Location location = aLocation()
                    .withEvse(anEvse("E1")
                            .withConnector(aConnector("1").withTariffId("T1"))
                            .withParking("P1"))
                    .withEvse(anEvse("E2").withStatus(EvseStatus.CHARGING))
                    .withParkingPlace(aParkingPlace("P1"))
                    .build();

            assertThat(Validation.valid(location)).isSameAs(location);
            assertThat(read(OcpiJson.mapper().valueToTree(location))).isEqualTo(location);
        }

        @Test
        void mayHaveNoEvse() {
            assertAccepted(aLocation().json());
        }
    }

    @Nested
    class Fields {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "country_code",
                    "party_id",
                    "id",
                    "publish",
                    "address",
                    "city",
                    "country",
                    "coordinates",
                    "coordinates.latitude",
                    "coordinates.longitude",
                    "related_locations[0].latitude",
                    "related_locations[0].longitude",
                    "evses[0]",
                    "evses[0].uid",
                    "evses[0].status",
                    "evses[0].status_schedule[0].period_begin",
                    "evses[0].status_schedule[0].status",
                    "evses[0].connectors[0]",
                    "evses[0].connectors[0].id",
                    "evses[0].connectors[0].standard",
                    "evses[0].connectors[0].format",
                    "evses[0].connectors[0].power_type",
                    "evses[0].connectors[0].max_voltage",
                    "evses[0].connectors[0].max_amperage",
                    "evses[0].connectors[0].last_updated",
                    "evses[0].parking[0].parking_id",
                    "evses[0].last_updated",
                    "parking_places[0].id",
                    "parking_places[0].restricted_to_type",
                    "parking_places[0].reservation_required",
                    "parking_places[0].images[0].url",
                    "time_zone",
                    "opening_times.twentyfourseven",
                    "last_updated"
                })
        void thatAreRequiredMayNotBeMissing(String path) {
            assertRefused(with(path, "null"), path + " must not be null");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "name",
                    "postal_code",
                    "state",
                    "related_locations",
                    "parking_type",
                    "evses",
                    "parking_places",
                    "directions",
                    "operator",
                    "suboperator",
                    "owner",
                    "facilities",
                    "opening_times",
                    "charging_when_closed",
                    "images",
                    "energy_mix",
                    "help_phone",
                    "evses[0].evse_id",
                    "evses[0].status_schedule",
                    "evses[0].status_schedule[0].period_end",
                    "evses[0].capabilities",
                    "evses[0].floor_level",
                    "evses[0].coordinates",
                    "evses[0].physical_reference",
                    "evses[0].directions",
                    "evses[0].parking_restrictions",
                    "evses[0].parking",
                    "evses[0].parking[0].evse_position",
                    "evses[0].images",
                    "evses[0].accepted_service_providers",
                    "evses[0].connectors[0].max_electric_power",
                    "evses[0].connectors[0].tariff_ids",
                    "evses[0].connectors[0].terms_and_conditions",
                    "evses[0].connectors[0].capabilities",
                    "parking_places[0].physical_reference",
                    "parking_places[0].max_vehicle_weight",
                    "parking_places[0].dangerous_goods_allowed",
                    "parking_places[0].direction",
                    "parking_places[0].time_limit",
                    "parking_places[0].images",
                    "parking_places[0].standards",
                    "parking_places[0].apds_reference"
                })
        void thatAreOptionalMayBeMissing(String path) {
            assertAccepted(with(path, "null"));
        }

        @ParameterizedTest
        @CsvSource({
            "country_code, 2",
            "party_id, 3",
            "id, 36",
            "name, 255",
            "address, 255",
            "city, 45",
            "postal_code, 10",
            "state, 45",
            "time_zone, 255",
            "help_phone, 25",
            "parking_type, 255",
            "facilities[0], 255",
            "images[0].category, 255",
            "owner.name, 100",
            "evses[0].uid, 36",
            "evses[0].evse_id, 48",
            "evses[0].floor_level, 4",
            "evses[0].physical_reference, 16",
            "evses[0].capabilities[0], 255",
            "evses[0].parking_restrictions[0], 255",
            "evses[0].accepted_service_providers[0], 50",
            "evses[0].parking[0].parking_id, 36",
            "evses[0].connectors[0].id, 36",
            "evses[0].connectors[0].standard, 255",
            "evses[0].connectors[0].tariff_ids[0], 36",
            "evses[0].connectors[0].capabilities[0], 255",
            "parking_places[0].id, 36",
            "parking_places[0].physical_reference, 12",
            "parking_places[0].vehicle_types[0], 255",
            "parking_places[0].standards[0], 36",
            "parking_places[0].apds_reference, 255"
        })
        void ofTextMayHaveTheirLengthAndNoMore(String path, int length) {
            assertAccepted(with(path, quoted("x".repeat(length))));
            assertRefused(with(path, quoted("x".repeat(length + 1))), path + " must be ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NL", "NLDX", ""})
        void forTheCountryHaveThreeCharacters(String country) {
            assertRefused(with("country", quoted(country)), "country must be a country code of 3 characters");
        }

        @Test
        void forTermsAreUrls() {
            assertRefused(
                    with("evses[0].connectors[0].terms_and_conditions", quoted("/terms")),
                    "evses[0].connectors[0].terms_and_conditions must be an absolute URL");
        }
    }

    @Nested
    class Rules {

        @Test
        void publishAllowedToGoesWithPublishFalseOnly() {
            assertAccepted(
                    aLocation().withPublish(false).withPublishAllowedTo("G1").json());
            assertAccepted(aLocation().withPublish(false).json());
            assertRefused(
                    aLocation().withPublish(true).withPublishAllowedTo("G1").json(),
                    "publish_allowed_to must be absent unless publish is false");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{'uid':'U','type':'RFID'} |",
                    "{'visual_number':'V','issuer':'I'} |",
                    "{'group_id':'G'} |",
                    "{'uid':'U','type':'RFID','visual_number':'V','issuer':'I','group_id':'G'} |",
                    "{} | uid must be given where visual_number and group_id are absent",
                    "{'type':'RFID','issuer':'I'} | uid must be given where visual_number and group_id are absent",
                    "{'uid':'U'} | type must be given where uid is",
                    "{'uid':'U','group_id':'G'} | type must be given where uid is",
                    "{'visual_number':'V'} | issuer must be given where visual_number is"
                })
        void tokensThatMaySeeALocationAreNamedInFull(String json, String problem) {
            ObjectNode location = JsonEdits.with(
                    aLocation().withPublish(false).json(),
                    "publish_allowed_to",
                    "[{\"group_id\":\"G0\"}," + json.replace('\'', '"') + "]");
            if (problem == null) {
                assertAccepted(location);
            } else {
                assertRefused(location, "publish_allowed_to[1]." + problem);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "true, '', ",
            "false, 'HOURS', ",
            "true, 'HOURS', opening_times.regular_hours must be absent where twentyfourseven is true",
            "false, '', opening_times.regular_hours must not be empty where twentyfourseven is false"
        })
        void aLocationIsOpenDayAndNightOrHasHours(boolean always, String hours, String problem) {
            ObjectNode location = with(
                    "opening_times",
                    "{\"twentyfourseven\":" + always + ",\"regular_hours\":["
                            + (hours.isEmpty() ? "" : hours(1, "08:00", "18:00")) + "]}");
            if (problem == null) {
                assertAccepted(location);
            } else {
                assertRefused(location, problem);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "1, 00:00, 00:01, ",
            "7, 08:00, 23:59, ",
            "0, 08:00, 18:00, weekday must be 1 to 7",
            "8, 08:00, 18:00, weekday must be 1 to 7",
            "1, 8:00, 18:00, period_begin must be a time of day from 00:00 to 23:59",
            "1, 08:00, 24:00, period_end must be a time of day from 00:00 to 23:59",
            "1, 08:00, 1800, period_end must be a time of day from 00:00 to 23:59",
            "1, 18:00, 08:00, period_end must be later than period_begin",
            "1, 08:00, 08:00, period_end must be later than period_begin"
        })
        void regularHoursEndOnTheDayOnWhichTheyBegin(int weekday, String begin, String end, String problem) {
            ObjectNode location = with(
                    "opening_times",
                    "{\"twentyfourseven\":false,\"regular_hours\":[" + hours(2, "08:00", "18:00") + ","
                            + hours(weekday, begin, end) + "]}");
            if (problem == null) {
                assertAccepted(location);
            } else {
                assertRefusedExactly(location, "opening_times.regular_hours[1]." + problem);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "coordinates.latitude, 51.04759",
            "coordinates.latitude, -1.0475901",
            "coordinates.longitude, -116.20231",
            "evses[0].coordinates.longitude, 3.729440",
            "related_locations[0].latitude, 89.99999"
        })
        void coordinatesHaveFiveToSevenDecimals(String path, String value) {
            assertAccepted(with(path, quoted(value)));
        }

        @ParameterizedTest
        @CsvSource({
            "coordinates.latitude, 51.04, latitude",
            "coordinates.latitude, 51.04759012, latitude",
            "coordinates.latitude, 151.04759, latitude",
            "coordinates.latitude, +51.04759, latitude",
            "coordinates.latitude, '51,04759', latitude",
            "coordinates.longitude, 1116.20231, longitude",
            "evses[0].coordinates.longitude, '', longitude",
            "related_locations[0].latitude, 51, latitude",
            "related_locations[0].longitude, 5.1, longitude"
        })
        void otherCoordinatesAreRefused(String path, String value, String kind) {
            assertRefused(with(path, quoted(value)), path + " must be a " + kind + " in degrees with 5 to 7 decimals");
        }

        @Test
        void coordinatesAreStrings() {
            assertUnreadable(with("coordinates.latitude", "51.047599"));
        }

        @Test
        void anEvseHasConnectors() {
            assertRefused(with("evses[0].connectors", "[]"), "evses[0].connectors must not be empty");
            assertRefused(with("evses[0].connectors", "null"), "evses[0].connectors must not be empty");
        }

        @Test
        void aParkingPlaceIsForSomeVehicle() {
            assertRefused(
                    with("parking_places[1].vehicle_types", "[]"), "parking_places[1].vehicle_types must not be empty");
        }

        @Test
        void evsesHaveUidsOfTheirOwn() {
            assertRefused(
                    aLocation()
                            .withEvse(anEvse("evse-a"))
                            .withEvse(anEvse("evse-b"))
                            .withEvse(anEvse("EVSE-A"))
                            .json(),
                    "evses[2].uid must be unique in its list");
        }

        @Test
        void connectorsHaveIdsOfTheirOwnInTheirEvse() {
            Evses two = anEvse("E2").withConnector(aConnector("x")).withConnector(aConnector("X"));

            assertAccepted(
                    aLocation().withEvse(anEvse("E1")).withEvse(anEvse("E2")).json());
            assertRefused(
                    aLocation().withEvse(anEvse("E1")).withEvse(two).json(),
                    "evses[1].connectors[1].id must be unique in its list");
            assertThatExceptionOfType(Invalid.class)
                    .isThrownBy(() -> Validation.valid(two.build()))
                    .withMessage("connectors[1].id must be unique in its list");
        }

        @Test
        void parkingPlacesHaveIdsOfTheirOwn() {
            assertRefused(
                    with("parking_places[1].id", quoted("v1")), "parking_places[1].id must be unique in its list");
        }

        @Test
        void aParkingPlaceThatIsMissingIsNoFaultOfTheObject() {
            assertAccepted(aLocation().withEvse(anEvse("E1").withParking("P9")).json());
        }
    }

    @Nested
    class Values {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "evses[0].status",
                    "evses[0].status_schedule[0].status",
                    "evses[0].connectors[0].format",
                    "evses[0].connectors[0].power_type",
                    "evses[0].parking[0].evse_position",
                    "parking_places[0].direction"
                })
        void thatAClosedEnumDoesNotKnowAreRefused(String path) {
            assertUnreadable(with(path, quoted("Zzz")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "parking_type",
                    "facilities[0]",
                    "images[0].category",
                    "evses[0].capabilities[0]",
                    "evses[0].parking_restrictions[0]",
                    "evses[0].connectors[0].standard",
                    "evses[0].connectors[0].capabilities[0]",
                    "parking_places[0].vehicle_types[0]"
                })
        void thatAnOpenEnumDoesNotKnowAreKept(String path) {
            assertWrittenBack(with(path, quoted("Zzz ⚡")));
            assertRefused(with(path, quoted("")), path + " must be 1 to 255 characters");
        }

        @Test
        void ofConnectorTypesKeepTheirLowerCaseParts() {
            assertThat(ConnectorType.IEC_60309_2_THREE_32.value()).isEqualTo("IEC_60309_2_three_32");
        }

        @Test
        void inUnknownFieldsAreKeptAtEveryLevel() {
            for (String parent : new String[] {
                "",
                "coordinates.",
                "related_locations[0].",
                "evses[0].",
                "evses[0].status_schedule[0].",
                "evses[0].connectors[0].",
                "evses[0].parking[0].",
                "parking_places[0].",
                "owner.",
                "opening_times.",
                "images[0].",
                "energy_mix."
            }) {
                assertWrittenBack(with(parent + "vendor", "{\"rates\":[0.10,null],\"Party\":{\"id\":\"x\"}}"));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.10", "210.500", "3500", "0.0"})
        void thatAreNumbersKeepTheirDigits(String number) {
            assertWrittenBack(with("parking_places[0].max_vehicle_height", number));
            assertWrittenBack(with("parking_places[0].time_limit", number));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"id", "country_code", "help_phone", "evses[0].uid", "evses[0].connectors[0].tariff_ids[0]"})
        void keepTheirSpelling(String path) {
            assertWrittenBack(with(path, quoted("aB")));
        }

        @ParameterizedTest
        @CsvSource({"max_voltage, 230.0", "max_amperage, '\"32\"'", "max_electric_power, 7360.5"})
        void ofConnectorsAreIntegers(String field, String value) {
            assertUnreadable(with("evses[0].connectors[0]." + field, value));
        }
    }

    @Nested
    class Copies {

        @Test
        void ofALocationDifferInWhatIsNamed() {
            Location location = read(Fixtures.json("dutch/location.json"));
            List<Evse> evses = List.of(anEvse("E9").build());

            assertThat(location.withEvses(evses).evses()).isEqualTo(evses);
            assertThat(location.withEvses(evses).withEvses(location.evses())).isEqualTo(location);
            assertThat(location.withLastUpdated(LATER).lastUpdated()).isEqualTo(LATER);
            assertThat(location.withLastUpdated(LATER).withLastUpdated(location.lastUpdated()))
                    .isEqualTo(location);
        }

        @Test
        void ofAnEvseDifferInWhatIsNamed() {
            Evse evse = read(Fixtures.json("dutch/location.json")).evses().getFirst();
            List<Connector> connectors = List.of(aConnector("9").build());
            Evse removed = evse.withStatus(EvseStatus.REMOVED, LATER);

            assertThat(evse.withConnectors(connectors).connectors()).isEqualTo(connectors);
            assertThat(evse.withConnectors(connectors).withConnectors(evse.connectors()))
                    .isEqualTo(evse);
            assertThat(removed.status()).isEqualTo(EvseStatus.REMOVED);
            assertThat(removed.lastUpdated()).isEqualTo(LATER);
            assertThat(removed.withStatus(evse.status(), evse.lastUpdated())).isEqualTo(evse);
            assertThat(evse.withLastUpdated(LATER).withLastUpdated(evse.lastUpdated()))
                    .isEqualTo(evse);
        }

        @Test
        void haveThePartyAndTheOwnerOfTheSiteApart() {
            Location location = read(Fixtures.json("dutch/location.json"));

            assertThat(location.party()).isEqualTo(PartyId.of("nl", "fix"));
            assertThat(location.owner()).extracting(BusinessDetails::name).isEqualTo("Gemeente aan de IJssel");
        }
    }

    private static String hours(int weekday, String begin, String end) {
        return "{\"weekday\":" + weekday + ",\"period_begin\":" + quoted(begin) + ",\"period_end\":" + quoted(end)
                + "}";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static ObjectNode with(String path, String value) {
        return JsonEdits.with(Fixtures.json("dutch/location.json"), path, value);
    }

    private static void assertAccepted(ObjectNode json) {
        assertThatNoException().isThrownBy(() -> Validation.valid(read(json)));
    }

    private static void assertRefused(ObjectNode json, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Validation.valid(read(json)))
                .withMessageStartingWith(message);
    }

    private static void assertRefusedExactly(ObjectNode json, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Validation.valid(read(json)))
                .withMessage(message);
    }

    private static void assertUnreadable(ObjectNode json) {
        assertThatExceptionOfType(MismatchedInputException.class).isThrownBy(() -> read(json));
    }

    private static void assertWrittenBack(ObjectNode json) {
        assertThat(ExactJson.of(OcpiJson.mapper().valueToTree(Validation.valid(read(json)))))
                .isEqualTo(ExactJson.of(json));
    }

    private static Location read(ObjectNode json) {
        return OcpiJson.mapper().treeToValue(json, Location.class);
    }
}
