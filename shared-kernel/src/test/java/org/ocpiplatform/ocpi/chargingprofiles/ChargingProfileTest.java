package org.ocpiplatform.ocpi.chargingprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.chargingprofiles.ChargingProfiles.aProfile;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertUnreadable;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertWrittenBack;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

class ChargingProfileTest {

    private static final String START = "charging_profile_period[%d].start_period %s";

    @ParameterizedTest
    @ValueSource(strings = {"charging_rate_unit", "charging_profile_period[0].start_period"})
    void aRequiredFieldMayNotBeMissing(String path) {
        assertRefused(with(profile(), path, "null"), ChargingProfile.class, path + " must not be null");
    }

    @Test
    void aPeriodHasALimit() {
        assertRefused(
                with(profile(), "charging_profile_period[1].limit", "null"),
                ChargingProfile.class,
                "charging_profile_period[1].limit must not be null");
        assertRefused(
                with(profile(), "charging_profile_period", "[null]"),
                ChargingProfile.class,
                "charging_profile_period[0] must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start_date_time", "duration", "min_charging_rate", "charging_profile_period"})
    void anOptionalFieldMayBeMissing(String path) {
        assertAccepted(with(profile(), path, "null"), ChargingProfile.class);
    }

    @Test
    void theFirstPeriodBeginsWithTheProfile() {
        assertRefused(periods(1, 600), ChargingProfile.class, START.formatted(0, "must be 0 in the first period"));
        assertRefused(periods(-1, 600), ChargingProfile.class, START.formatted(0, "must be 0 in the first period"));
        assertAccepted(periods(0), ChargingProfile.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, -1", "600, 600", "600, 599"})
    void eachFurtherPeriodBeginsLater(int before, int start) {
        ObjectNode json = before == 0 ? periods(0, start) : periods(0, before, start);

        assertRefused(
                json,
                ChargingProfile.class,
                START.formatted(before == 0 ? 1 : 2, "must be greater than that of the period before"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void aDurationIsPositive(String seconds) {
        assertRefused(with(profile(), "duration", seconds), ChargingProfile.class, "duration must be greater than 0");
        assertAccepted(with(profile(), "duration", "1"), ChargingProfile.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"min_charging_rate", "charging_profile_period[1].limit"})
    void aRateHasAtMostOneDecimal(String path) {
        assertRefused(with(profile(), path, "8.15"), ChargingProfile.class, path + " must have at most one decimal");
        for (String rate : List.of("0", "8.1", "8.10", "11000", "1.1E4")) {
            assertAccepted(with(profile(), path, rate), ChargingProfile.class);
        }
    }

    @Test
    void aLimitIsNotNegative() {
        assertRefused(
                with(profile(), "charging_profile_period[0].limit", "-0.1"),
                ChargingProfile.class,
                "charging_profile_period[0].limit must be greater than or equal to 0");
    }

    @Test
    void aUnitIsOneOfTwo() {
        assertAccepted(with(profile(), "charging_rate_unit", "\"W\""), ChargingProfile.class);
        assertUnreadable(with(profile(), "charging_rate_unit", "\"kW\""), ChargingProfile.class, "charging_rate_unit");
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of(ChargingProfile.class, profile()),
                Arguments.of(
                        SetChargingProfile.class,
                        json("{\"charging_profile\":%s,\"response_url\":\"https://msp.example/set/1\"}", profile())),
                Arguments.of(ActiveChargingProfile.class, active()),
                Arguments.of(
                        ActiveChargingProfileResult.class, json("{\"result\":\"ACCEPTED\",\"profile\":%s}", active())),
                Arguments.of(ChargingProfileResult.class, json("{\"result\":\"ACCEPTED\"}")),
                Arguments.of(ClearProfileResult.class, json("{\"result\":\"UNKNOWN\"}")),
                Arguments.of(ChargingProfileResponse.class, json("{\"result\":\"TOO_OFTEN\",\"timeout\":0}")));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void unknownFieldsAndDigitsAreKept(Class<?> type, ObjectNode json) {
        assertWrittenBack(with(json, "margin", "{\"a\":[1.0]}"), type);
    }

    @Test
    void unknownFieldsOfPeriodsAreKept() {
        assertWrittenBack(with(profile(), "charging_profile_period[1].phases", "3.0"), ChargingProfile.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {ActiveChargingProfileResult.class, ChargingProfileResult.class, ClearProfileResult.class})
    void aResultHasAResultOfThree(Class<?> type) {
        assertRefused(json("{}"), type, "result must not be null");
        assertUnreadable(json("{\"result\":\"TOO_OFTEN\"}"), type, "result");
        for (ChargingProfileResultType word : ChargingProfileResultType.values()) {
            assertAccepted(json("{\"result\":\"%s\"}", word), type);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResponseHasAResultAndATimeout(ChargingProfileResponseType word) {
        ObjectNode json = json("{\"result\":\"%s\",\"timeout\":30}", word);

        assertThat(read(json, ChargingProfileResponse.class))
                .isEqualTo(new ChargingProfileResponse(word, 30, Map.of()));
        assertRefused(with(json, "timeout", "null"), ChargingProfileResponse.class, "timeout must not be null");
        assertRefused(with(json, "result", "null"), ChargingProfileResponse.class, "result must not be null");
    }

    @Test
    void onlyAnAcceptedResultHasAProfile() {
        for (String word : List.of("REJECTED", "UNKNOWN")) {
            assertRefused(
                    json("{\"result\":\"%s\",\"profile\":%s}", word, active()),
                    ActiveChargingProfileResult.class,
                    "profile must be absent unless result is ACCEPTED");
        }
    }

    @Test
    void anActiveProfileHasAStart() {
        assertThat(read(active(), ActiveChargingProfile.class))
                .isEqualTo(new ActiveChargingProfile(OcpiDateTime.parse("2026-03-02T10:00:05Z"), aProfile(), Map.of()));
        assertRefused(
                with(active(), "start_date_time", "null"),
                ActiveChargingProfile.class,
                "start_date_time must not be null");
        assertRefused(
                with(active(), "charging_profile", "null"),
                ActiveChargingProfile.class,
                "charging_profile must not be null");
        assertRefused(
                with(active(), "charging_profile.duration", "0"),
                ActiveChargingProfile.class,
                "charging_profile.duration must be greater than 0");
    }

    @Test
    void aRequestNamesAProfileAndAUrlOfHttp() {
        ObjectNode json = json("{\"charging_profile\":%s,\"response_url\":\"http://msp.example/set/1\"}", profile());

        assertThat(read(json, SetChargingProfile.class))
                .isEqualTo(new SetChargingProfile(aProfile(), "http://msp.example/set/1", Map.of()));
        assertRefused(
                with(json, "response_url", "\"mailto:me@msp.example\""),
                SetChargingProfile.class,
                "response_url must be an absolute http or https URL of at most 255 characters");
        assertRefused(with(json, "response_url", "null"), SetChargingProfile.class, "response_url must not be null");
        assertRefused(
                with(json, "charging_profile", "null"), SetChargingProfile.class, "charging_profile must not be null");
        assertRefused(
                with(json, "charging_profile.charging_profile_period[1].start_period", "0"),
                SetChargingProfile.class,
                "charging_profile." + START.formatted(1, "must be greater than that of the period before"));
    }

    private static ObjectNode profile() {
        return ChargingProfiles.json();
    }

    private static ObjectNode periods(int... starts) {
        StringBuilder periods = new StringBuilder();
        for (int start : starts) {
            periods.append(periods.isEmpty() ? "" : ",").append("{\"start_period\":%d,\"limit\":1}".formatted(start));
        }
        return with(profile(), "charging_profile_period", "[" + periods + "]");
    }

    private static ObjectNode active() {
        return json("{\"start_date_time\":\"2026-03-02T10:00:05Z\",\"charging_profile\":%s}", profile());
    }

    private static ObjectNode json(String form, Object... values) {
        return (ObjectNode) OcpiJson.mapper().readTree(form.formatted(values));
    }
}
