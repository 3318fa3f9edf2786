package org.ocpiplatform.ocpi.tariffs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.Fixtures;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.ExactJson;
import org.ocpiplatform.ocpi.json.JsonEdits;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

class TariffTest {

    @Test
    void theSampleIsValid() {
        Tariff tariff = aTariff().build();

        assertThat(Validation.valid(tariff)).isSameAs(tariff);
        assertThat(tariff.owner()).isEqualTo(PartyId.of("nl", "tnm"));
        assertThat(read(aTariff().json())).isEqualTo(tariff);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country_code",
                "party_id",
                "id",
                "currency",
                "tax_included",
                "last_updated",
                "min_price.before_taxes",
                "elements[0]",
                "elements[0].price_components[0]",
                "elements[0].price_components[0].type",
                "elements[0].price_components[0].price",
                "elements[0].price_components[0].step_size",
                "energy_mix.is_green_energy",
                "energy_mix.energy_sources[0].source",
                "energy_mix.energy_sources[0].percentage",
                "energy_mix.environ_impact[0].category",
                "energy_mix.environ_impact[0].amount"
            })
    void aRequiredFieldMayNotBeMissing(String path) {
        assertRefused(with(path, "null"), path + " must not be null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type",
                "tariff_alt_text",
                "tariff_alt_url",
                "min_price",
                "min_price.after_taxes",
                "max_price",
                "preauthorize_amount",
                "elements[0].restrictions",
                "elements[0].price_components[0].vat",
                "start_date_time",
                "end_date_time",
                "energy_mix",
                "energy_mix.energy_sources",
                "energy_mix.environ_impact",
                "energy_mix.supplier_name",
                "energy_mix.energy_product_name"
            })
    void anOptionalFieldMayBeMissing(String path) {
        assertAccepted(with(path, "null"));
    }

    @ParameterizedTest
    @CsvSource({
        "id, 36",
        "currency, 3",
        "energy_mix.supplier_name, 64",
        "energy_mix.energy_product_name, 64",
        "energy_mix.environ_impact[0].category, 255"
    })
    void aTextMayHaveItsLengthAndNoMore(String path, int length) {
        assertAccepted(with(path, "\"" + "x".repeat(length) + "\""));
        assertRefused(with(path, "\"" + "x".repeat(length + 1) + "\""), path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elements", "elements[0].price_components"})
    void hasElementsAndTheyHavePrices(String path) {
        assertRefused(with(path, "[]"), path + " must not be empty");
        assertRefused(with(path, "null"), path + " must not be empty");
    }

    @ParameterizedTest
    @EnumSource
    void aReservationIsPricedFlatOrByTime(TariffDimensionType type) {
        boolean allowed = type == TariffDimensionType.FLAT || type == TariffDimensionType.TIME;
        for (String restriction : new String[] {
            "{\"reservation\":\"RESERVATION\"}",
            "{\"reservation\":\"RESERVATION_EXPIRES\"}",
            "{\"booking\":\"BOOKING\"}",
            "{\"booking\":\"BOOKING_OVERTIME\"}"
        }) {
            ObjectNode json = JsonEdits.with(
                    with("elements[0].restrictions", restriction),
                    "elements[0].price_components[1].type",
                    "\"" + type + "\"");
            if (allowed) {
                assertAccepted(json);
            } else {
                assertRefused(
                        json,
                        "elements[0].price_components[1].type must be FLAT or TIME where the element is restricted to"
                                + " reservations or bookings");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00:00, true",
        "23:59, true",
        "24:00, false",
        "7:30, false",
        "07:60, false",
        "07:30:00, false",
        "'', false",
        "٠٧:٣٠, false"
    })
    void aTimeOfDayIsHoursAndMinutes(String time, boolean valid) {
        for (String field : new String[] {"start_time", "end_time"}) {
            ObjectNode json = restrictedBy(field, "\"" + time + "\"");
            if (valid) {
                assertAccepted(json);
            } else {
                assertRefused(json, "elements[0].restrictions." + field + " must be a time of day from 00:00 to 23:59");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, true",
        "2028-02-29, true",
        "2026-02-29, false",
        "2026-13-01, false",
        "2026-3-1, false",
        "20260301, false",
        "-2026-03-01, false",
        "2026-03-01T00:00:00Z, false"
    })
    void aDateIsOneOfTheCalendar(String date, boolean valid) {
        for (String field : new String[] {"start_date", "end_date"}) {
            ObjectNode json = restrictedBy(field, "\"" + date + "\"");
            if (valid) {
                assertAccepted(json);
            } else {
                assertRefused(json, "elements[0].restrictions." + field + " must be a date such as 2026-03-31");
            }
        }
    }

    @Test
    void anElementMayLastBeyondMidnight() {
        assertAccepted(with("elements[0].restrictions", "{\"start_time\":\"22:00\",\"end_time\":\"06:00\"}"));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "100, true", "100.00, true", "-0.01, false", "100.01, false"})
    void theShareOfAnEnergySourceIsAPercentage(String percentage, boolean valid) {
        ObjectNode json = with("energy_mix.energy_sources[0].percentage", percentage);
        if (valid) {
            assertAccepted(json);
        } else {
            assertRefused(json, "energy_mix.energy_sources[0].percentage must be 0 to 100");
        }
    }

    @ParameterizedTest
    @CsvSource({"YES, YES", "NO, NO", "N/A, NOT_APPLICABLE"})
    void taxIncludedIsReadAndWritten(String text, TaxIncluded taxIncluded) {
        Tariff tariff = read(with("tax_included", "\"" + text + "\""));

        assertThat(tariff.taxIncluded()).isEqualTo(taxIncluded);
        assertThat(write(tariff).get("tax_included").stringValue()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "tax_included, NOT_APPLICABLE",
        "tax_included, n/a",
        "tax_included, 'N/A '",
        "type, NIGHT",
        "elements[0].price_components[0].type, energy",
        "elements[0].restrictions.day_of_week[0], HOLIDAY",
        "elements[0].restrictions.reservation, RESERVED",
        "elements[0].restrictions.booking, BOOKED",
        "energy_mix.energy_sources[0].source, TIDE"
    })
    void anUnknownValueOfAClosedEnumIsRefused(String path, String value) {
        ObjectNode json = with("elements[0].restrictions", "{\"day_of_week\":[\"MONDAY\"]}");

        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> read(JsonEdits.with(json, path, "\"" + value + "\"")));
    }

    @Test
    void anUnknownEnvironmentalImpactIsKept() {
        assertWrittenBack(with("energy_mix.environ_impact[0].category", "\"Noise\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.10", "0.0000", "-1.50", "100", "12345678901234567890.1234567890"})
    void amountsKeepTheirDigits(String amount) {
        assertWrittenBack(with("elements[0].price_components[0].price", amount));
        assertWrittenBack(with("max_price.before_taxes", amount));
        assertWrittenBack(with("preauthorize_amount", amount));
    }

    @Test
    void unknownFieldsAreKeptAtEveryLevel() {
        for (String parent : new String[] {
            "",
            "min_price.",
            "elements[0].",
            "elements[0].price_components[0].",
            "elements[0].restrictions.",
            "energy_mix.",
            "energy_mix.energy_sources[0].",
            "energy_mix.environ_impact[0]."
        }) {
            assertWrittenBack(with(parent + "loyalty", "{\"points\":[1.50,null],\"Owner\":\"x\"}"));
        }
    }

    @Test
    void spellingIsKept() {
        assertWrittenBack(JsonEdits.with(with("id", "\"dAg-En-NaCht\""), "country_code", "\"nL\""));
    }

    private static ObjectNode restrictedBy(String field, String value) {
        return with("elements[0].restrictions", "{\"" + field + "\":" + value + "}");
    }

    private static void assertAccepted(ObjectNode json) {
        assertThatNoException().isThrownBy(() -> Validation.valid(read(json)));
    }

    private static void assertRefused(ObjectNode json, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Validation.valid(read(json)))
                .withMessageStartingWith(message);
    }

    private static void assertWrittenBack(ObjectNode json) {
        assertThat(ExactJson.of(write(Validation.valid(read(json))))).isEqualTo(ExactJson.of(json));
    }

    private static ObjectNode with(String path, String value) {
        return JsonEdits.with(Fixtures.json("dutch/tariff.json"), path, value);
    }

    private static Tariff read(ObjectNode json) {
        return OcpiJson.mapper().treeToValue(json, Tariff.class);
    }

    private static ObjectNode write(Tariff tariff) {
        return OcpiJson.mapper().valueToTree(tariff);
    }
}
