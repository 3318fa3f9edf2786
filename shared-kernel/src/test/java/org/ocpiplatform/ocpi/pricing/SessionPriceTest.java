package org.ocpiplatform.ocpi.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tariffs.TariffElement;
import org.ocpiplatform.ocpi.tariffs.Tariffs;
import org.ocpiplatform.ocpi.tariffs.TaxIncluded;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.types.TaxAmount;

class SessionPriceTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    /** Those with numbers in the protocol's text. */
    @Nested
    class ExamplesOfTheProtocol {

        @ParameterizedTest
        @CsvSource({
            "1, 0.1152, 0.029",
            "1, 0.001, 0.0003",
            "1, 0.1, 0.025",
            "25, 0.1152, 0.0313",
            "500, 0.001, 0.125",
            "500, 0.1152, 0.125",
            "500, 0.500, 0.125",
            "500, 0.5001, 0.25",
            "500, 0, 0.00",
            "0, 0.1152, 0.0288",
            "100, 20.45, 5.125"
        })
        void energyIsBilledInSteps(int step, String kwh, String expected) {
            Tariff tariff = tariff("ENERGY 0.25 step " + step);

            assertThat(price(tariff, at("2026-03-02T10:00").charge(60, kwh)).total())
                    .isEqualTo(price(expected));
        }

        @Test
        void startFeeAndEnergy() {
            SessionPrice price = price(
                    tariff("FLAT 0.50 vat 20, ENERGY 0.25 vat 10"),
                    at("2026-03-02T10:00").charge(60, "20"));

            assertCosts(price.total(), "5.50", "6.10");
            assertThat(price.total().taxes()).containsExactly(vat("10", "0.50"), vat("20", "0.10"));
            assertThat(price.fixed()).isEqualTo(price("0.50", vat("20", "0.10")));
            assertThat(price.energy()).isEqualTo(price("5.00", vat("10", "0.50")));
            assertThat(price.time()).isNull();
            assertThat(price.parking()).isNull();
            assertThat(price.reservation()).isNull();
        }

        @Test
        void parkingIsRoundedUpToItsStep() {
            SessionPrice price = price(
                    tariff("FLAT 0.50 vat 20, ENERGY 0.25 vat 10, PARKING_TIME 2.00 vat 20 step 900"),
                    at("2026-03-02T10:00").charge(60, "20").park(40));

            assertCosts(price.total(), "7.00", "7.90");
            assertCosts(price.parking(), "1.50", "1.80");
        }

        @ParameterizedTest
        @CsvSource({"50, 10.00, 11.00", "30, 8.00, 8.85"})
        void maximumPrice(String kwh, String before, String after) {
            Tariff tariff = aTariff()
                    .withElement(element("FLAT 0.50 vat 20, ENERGY 0.25 vat 10"))
                    .withMaxPrice("10.00", "11.00")
                    .build();

            assertCosts(price(tariff, at("2026-03-02T10:00").charge(60, kwh)).total(), before, after);
        }

        @ParameterizedTest
        @CsvSource({"20, 5.00, 5.50", "1.9, 0.50, 0.55", "0, 0.50, 0.55"})
        void minimumPrice(String kwh, String before, String after) {
            Tariff tariff = aTariff()
                    .withElement(element("ENERGY 0.25 vat 10"))
                    .withMinPrice("0.50", "0.55")
                    .build();

            Price total = price(tariff, at("2026-03-02T10:00").charge(60, kwh)).total();

            assertCosts(total, before, after);
            assertThat(total.taxes()).extracting(TaxAmount::percentage).containsExactly(new BigDecimal("10"));
        }

        @Test
        void parkingCostsMoreThanCharging() {
            SessionPrice price = price(
                    tariff("TIME 3.00 vat 10 step 60, PARKING_TIME 5.00 vat 20 step 300"),
                    at("2026-03-02T10:00").charge(150, "20").park(42));

            assertCosts(price.total(), "11.25", "12.75");
            assertCosts(price.time(), "7.50", "8.25");
        }

        @ParameterizedTest
        @CsvSource({"16:55, 10, 2, 0.55", "16:35, 35, 0, 1.30", "19:40, 12, 20, 0.73"})
        void stepSizeIsThatOfTheLastComponentOfTime(String start, int charging, int parking, String expected) {
            Tariff tariff = tariff(
                    "TIME 1.20 step 1800, PARKING_TIME 1.00 step 900 | start_time=00:00 end_time=17:00",
                    "TIME 2.40 step 900, PARKING_TIME 1.00 step 900 | start_time=17:00 end_time=20:00",
                    "TIME 2.40 step 900 | start_time=20:00 end_time=00:00");

            Timetable session = at("2026-03-02T" + start).charge(charging, "5");
            assertThat(price(tariff, parking == 0 ? session : session.park(parking))
                            .total())
                    .isEqualTo(price(expected));
        }

        @ParameterizedTest
        @CsvSource({
            "2026-03-02T09:30, 165, 16, 42, 9.00, 10.30",
            "2026-03-07T13:30, 114, 43, 71, 12.375, 13.975",
            "2026-03-03T09:30, 165, 32, 42, 11.75, 13.60"
        })
        void currentAndDayOfTheWeek(
                String start, int charging, String current, int parking, String before, String after) {
            Tariff tariff = tariff(
                    "FLAT 2.50 vat 15",
                    "TIME 1.00 vat 20 step 900 | max_current=32",
                    "TIME 2.00 vat 20 step 600 | min_current=32 day_of_week=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY",
                    "TIME 1.25 vat 20 step 600 | min_current=32 day_of_week=SATURDAY,SUNDAY",
                    "PARKING_TIME 5.00 vat 10 step 300 | start_time=09:00 end_time=18:00"
                            + " day_of_week=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY",
                    "PARKING_TIME 6.00 vat 10 step 300 | start_time=10:00 end_time=17:00 day_of_week=SATURDAY");

            assertCosts(
                    price(
                                    tariff,
                                    at(start)
                                            .charge(charging, "20", null, current)
                                            .park(parking))
                            .total(),
                    before,
                    after);
        }

        @Test
        void aReservationIsBilledByTime() {
            SessionPrice price = price(
                    tariff(
                            "TIME 5.00 vat 20 step 60 | reservation=RESERVATION",
                            "FLAT 0.50 vat 20, ENERGY 0.25 vat 10"),
                    at("2026-03-02T10:00").reserve(15).charge(60, "20"));

            assertCosts(price.total(), "6.75", "7.60");
            assertCosts(price.reservation(), "1.25", "1.50");
            assertCosts(price.fixed(), "0.50", "0.60");
        }

        @Test
        void aReservationHasAFeeAndAStepOfItsOwn() {
            SessionPrice price = price(
                    tariff(
                            "FLAT 2.00 vat 20, TIME 5.00 vat 20 step 300 | reservation=RESERVATION",
                            "FLAT 0.50 vat 20, ENERGY 0.25 vat 10"),
                    at("2026-03-02T10:00").reserve(13).charge(60, "20"));

            assertCosts(price.total(), "8.75", "10.00");
            assertCosts(price.reservation(), "3.25", "3.90");
        }

        @Test
        void anExpiredReservationCostsItsTimeAndAFee() {
            Tariff tariff = tariff(
                    "FLAT 4.00 vat 20 | reservation=RESERVATION_EXPIRES",
                    "TIME 2.00 vat 20 step 600 | reservation=RESERVATION",
                    "FLAT 0.50 vat 20, ENERGY 0.25 vat 10");

            SessionPrice expired = price(tariff, at("2026-03-02T10:00").expire(60));
            assertCosts(expired.total(), "6.00", "7.20");
            assertCosts(expired.reservation(), "6.00", "7.20");
            assertThat(expired.fixed()).isNull();
            assertCosts(
                    price(tariff, at("2026-03-02T10:00").reserve(22).charge(60, "20"))
                            .total(),
                    "6.50",
                    "7.30");
        }

        @Test
        void theTimeOfAnExpiredReservationIsBilledOnce() {
            Tariff tariff = tariff(
                    "TIME 6.00 vat 20 step 600 | reservation=RESERVATION_EXPIRES",
                    "TIME 3.00 vat 20 step 600 | reservation=RESERVATION",
                    "FLAT 0.50 vat 20, ENERGY 0.25 vat 10");

            assertCosts(price(tariff, at("2026-03-02T10:00").expire(90)).total(), "9.00", "10.80");
            assertCosts(
                    price(tariff, at("2026-03-02T10:00").reserve(22).charge(60, "20"))
                            .total(),
                    "7.00",
                    "7.90");
        }

        @Test
        void powerDecides() {
            Tariff tariff = tariff("ENERGY 0.20 | max_power=16", "ENERGY 0.35 | max_power=32", "ENERGY 0.50");

            // Power that is not given is computed of energy and time: 6, 48 and 4 kW.
            assertThat(price(
                                    tariff,
                                    at("2026-03-02T10:00")
                                            .charge(10, "1")
                                            .charge(50, "40")
                                            .charge(30, "0.5", "4", null))
                            .total())
                    .isEqualTo(price("20.30"));
        }

        @Test
        void durationDecides() {
            Tariff tariff = tariff("ENERGY 0.00 | max_duration=1800", "ENERGY 0.25 | max_duration=3600", "ENERGY 0.40");

            assertThat(price(tariff, at("2026-03-02T10:00").charge(30, "5").charge(10, "1.2"))
                            .total())
                    .isEqualTo(price("0.30"));
        }

        @Test
        void stepSizesOfAWholeSession() {
            Tariff energy = tariff("ENERGY 0.20 step 500 | end_time=17:00", "ENERGY 0.27 step 500");
            assertThat(price(energy, at("2026-03-02T16:00").charge(60, "4.3").charge(30, "1.1"))
                            .total())
                    .isEqualTo(price("1.184"));

            Tariff time = tariff("TIME 5.00 step 600 | end_time=17:00", "TIME 7.00 step 600");
            assertThat(price(time, at("2026-03-02T16:54").charge(28, "5")).total())
                    .isEqualTo(price("3.30"));

            Tariff parking = tariff("TIME 1.00 step 600, PARKING_TIME 2.00 step 600");
            SessionPrice price =
                    price(parking, at("2026-03-02T10:00").charge(21, "5").park(16));
            assertThat(price.time()).isEqualTo(price("0.35"));
            assertThat(price.parking()).isEqualTo(price("0.6667"));
            assertThat(price.total()).isEqualTo(price("1.0167"));
        }
    }

    @Nested
    class Taxes {

        @Test
        void areTakenOutOfPricesThatIncludeThem() {
            SessionPrice price = price(
                    taxIncluded(TaxIncluded.YES, "ENERGY 0.30 vat 21"),
                    at("2026-03-02T10:00").charge(60, "20"));

            assertThat(price.total()).isEqualTo(price("4.9587", vat("21", "1.0413")));
        }

        @Test
        void addUpWithTheAmountBeforeThem() {
            // 0.00005 of either, where rounding up both would make 0.0002 of 0.0001.
            SessionPrice price = price(
                    taxIncluded(TaxIncluded.YES, "FLAT 0.0001 vat 100"),
                    at("2026-03-02T10:00").charge(60, "20"));

            assertThat(price.total()).isEqualTo(price("0.0001", vat("100", "0.00")));
        }

        @Test
        void areUnknownWithoutARate() {
            assertThat(price(
                                    taxIncluded(TaxIncluded.YES, "TIME 2.10"),
                                    at("2026-03-02T10:00").charge(150, "20"))
                            .total())
                    .isEqualTo(price("5.25"));
            assertThat(price(
                                    taxIncluded(TaxIncluded.NO, "TIME 2.00"),
                                    at("2026-03-02T10:00").charge(150, "20"))
                            .total())
                    .isEqualTo(price("5.00"));
        }

        @Test
        void doNotExistWhereTheyAreNotApplicable() {
            assertThat(price(
                                    taxIncluded(TaxIncluded.NOT_APPLICABLE, "ENERGY 0.30 vat 21"),
                                    at("2026-03-02T10:00").charge(60, "20"))
                            .total())
                    .isEqualTo(price("6.00"));
        }

        @Test
        void areGivenAtARateOfZero() {
            assertThat(price(tariff("ENERGY 0.30 vat 0"), at("2026-03-02T10:00").charge(60, "20"))
                            .total())
                    .isEqualTo(price("6.00", vat("0", "0.00")));
        }
    }

    @Nested
    class LimitsOfThePrice {

        @Test
        void ofTheAmountBeforeTaxesKeepTheRate() {
            Tariff tariff = aTariff()
                    .withElement(element("ENERGY 0.25 vat 10"))
                    .withMinPrice("2.00")
                    .withMaxPrice("10.00")
                    .build();

            assertThat(total(tariff, "0")).isEqualTo(price("2.00", vat("10", "0.20")));
            assertThat(total(tariff, "4")).isEqualTo(price("2.00", vat("10", "0.20")));
            assertThat(total(tariff, "20")).isEqualTo(price("5.00", vat("10", "0.50")));
            assertThat(total(tariff, "60")).isEqualTo(price("10.00", vat("10", "1.00")));
        }

        @Test
        void ofTheAmountBeforeTaxesKeepTheMixtureOfRates() {
            Tariff tariff = aTariff()
                    .withElement(element("FLAT 10.00 vat 20, ENERGY 1.00 vat 10"))
                    .withMaxPrice("15.00")
                    .build();

            assertThat(total(tariff, "20")).isEqualTo(price("15.00", vat("10", "1.00"), vat("20", "1.00")));
        }

        @Test
        void applyIndependently() {
            Tariff tariff = aTariff()
                    .withElement(element("FLAT 4.00 vat 20, ENERGY 1.00 vat 10"))
                    .withMinPrice("10.00", "11.70")
                    .build();

            // 10.40 and 11.84: neither is reached.
            assertCosts(total(tariff, "6.4"), "10.40", "11.84");
            // 10.10 and 11.51: only the one after taxes.
            Price total = total(tariff, "6.1");
            assertCosts(total, "10.10", "11.70");
            assertThat(total.taxes()).containsExactly(vat(null, "1.60"));
            // 9.00 and 10.30: both.
            assertCosts(total(tariff, "5"), "10.00", "11.70");
        }

        @Test
        void applyToTheAmountWithoutTaxesWhereThereAreNone() {
            Tariff none = aTariff()
                    .withTaxIncluded(TaxIncluded.NOT_APPLICABLE)
                    .withElement(element("ENERGY 0.25"))
                    .withMinPrice("0.50", "0.55")
                    .build();
            assertThat(total(none, "0")).isEqualTo(price("0.55"));

            Tariff unknown = aTariff()
                    .withElement(element("ENERGY 0.25"))
                    .withMinPrice("0.50", "0.55")
                    .build();
            assertThat(total(unknown, "0")).isEqualTo(price("0.50"));
        }

        @Test
        void doNotTouchTheParts() {
            Tariff tariff = aTariff()
                    .withElement(element("ENERGY 0.25 vat 10"))
                    .withMaxPrice("10.00", "11.00")
                    .build();

            assertCosts(price(tariff, at("2026-03-02T10:00").charge(60, "60")).energy(), "15.00", "16.50");
        }

        private Price total(Tariff tariff, String kwh) {
            return price(tariff, at("2026-03-02T10:00").charge(60, kwh)).total();
        }
    }

    @Nested
    class Restrictions {

        @ParameterizedTest
        @CsvSource({
            "2026-03-02T21:00, 2, 1.00", // one hour before, one within
            "2026-03-02T23:00, 2, 2.00", // across midnight
            "2026-03-03T05:00, 2, 1.00", // from within until after
            "2026-03-03T06:00, 2, 0.00"
        })
        void hoursMayWrapAroundMidnight(String start, int hours, String expected) {
            assertThat(price(
                                    tariff("TIME 1.00 | start_time=22:00 end_time=06:00"),
                                    at(start).charge(hours * 60, "5"))
                            .total())
                    .isEqualTo(price(expected));
        }

        @ParameterizedTest
        @CsvSource({
            "start_time=22:00 end_time=00:00, 2.00",
            "start_time=22:00, 2.00",
            "end_time=02:00, 2.00",
            "end_time=22:00, 4.00",
            "start_time=00:00 end_time=00:00, 6.00",
            "start_time=03:00 end_time=03:00, 6.00"
        })
        void hoursMayEndAtMidnight(String restriction, String expected) {
            assertThat(price(
                                    tariff("TIME 1.00 | " + restriction),
                                    at("2026-03-02T20:00").charge(360, "5"))
                            .total())
                    .isEqualTo(price(expected));
        }

        @ParameterizedTest
        @CsvSource({
            "start_date=2026-03-03, 3.00",
            "end_date=2026-03-03, 2.00",
            "start_date=2026-03-02 end_date=2026-03-03, 2.00",
            "start_date=2026-03-03 end_date=2026-03-03, 0.00",
            "day_of_week=MONDAY, 2.00",
            "'day_of_week=TUESDAY,SUNDAY', 3.00"
        })
        void datesBeginAndEndAtLocalMidnight(String restriction, String expected) {
            assertThat(price(
                                    tariff("TIME 1.00 | " + restriction),
                                    at("2026-03-02T22:00").charge(300, "5"))
                            .total())
                    .isEqualTo(price(expected));
        }

        @Test
        void hoursFollowTheClockWhenItChanges() {
            Tariff tariff = tariff("TIME 1.00 | start_time=02:30 end_time=04:00");

            // From 02:00 to 03:00 clocks are put forward, so that 02:30 is skipped, and back, so that it comes twice.
            assertThat(price(tariff, at("2026-03-29T01:00").charge(240, "5")).total())
                    .isEqualTo(price("1.00"));
            assertThat(price(tariff, at("2026-10-25T01:00").charge(300, "5")).total())
                    .isEqualTo(price("2.00"));
        }

        @Test
        void energySplitsAPeriodInProportion() {
            Tariff tariff = tariff("ENERGY 0.20, TIME 6.00 | max_kwh=10", "ENERGY 0.40 | min_kwh=15");

            SessionPrice price = price(tariff, at("2026-03-02T10:00").charge(60, "20"));

            assertThat(price.energy()).isEqualTo(price("4.00"));
            assertThat(price.time()).isEqualTo(price("3.00"));
        }

        @Test
        void timeSplitsTheEnergyOfAPeriodInProportion() {
            assertThat(price(
                                    tariff("ENERGY 0.20 | end_time=17:00", "ENERGY 0.50"),
                                    at("2026-03-02T16:40").charge(60, "9"))
                            .energy())
                    .isEqualTo(price("3.60"));
        }

        @Test
        void energyOfEarlierPeriodsCounts() {
            assertThat(price(
                                    tariff("ENERGY 0.20 | max_kwh=10", "ENERGY 0.50"),
                                    at("2026-03-02T10:00").charge(15, "6").charge(15, "6"))
                            .energy())
                    .isEqualTo(price("3.00"));
        }

        @Test
        void durationsBeginWithTheSessionAndThoseOfReservationsWithTheReservation() {
            Tariff tariff =
                    tariff("TIME 1.00 | reservation=RESERVATION min_duration=1800", "TIME 6.00 | min_duration=3600");

            SessionPrice price =
                    price(tariff, at("2026-03-02T10:00").reserve(60).charge(90, "9"));

            assertThat(price.reservation()).isEqualTo(price("0.50"));
            assertThat(price.time()).isEqualTo(price("3.00"));
        }

        @Test
        void allMustMatch() {
            Tariff tariff = tariff("TIME 1.00 | start_time=22:00 end_time=06:00 day_of_week=FRIDAY");

            // Friday 22:00 to 24:00; at 03:00 it is Saturday.
            assertThat(price(tariff, at("2026-03-06T20:00").charge(600, "9")).total())
                    .isEqualTo(price("2.00"));
        }

        @Test
        void anUnknownCurrentMatchesNone() {
            Tariff tariff = tariff("TIME 1.00 | max_current=32", "TIME 2.00");

            assertThat(price(tariff, at("2026-03-02T10:00").charge(60, "9")).total())
                    .isEqualTo(price("2.00"));
            assertThat(price(tariff, at("2026-03-02T10:00").charge(60, "9", "9", "13"))
                            .total())
                    .isEqualTo(price("1.00"));
        }

        @Test
        void ofBookingsNeverMatch() {
            assertThat(price(
                                    tariff("FLAT 9.00, TIME 9.00 | booking=BOOKING", "TIME 2.00"),
                                    at("2026-03-02T10:00").charge(60, "9"))
                            .total())
                    .isEqualTo(price("2.00"));
        }
    }

    @Nested
    class Components {

        @Test
        void freeOfCharge() {
            SessionPrice price = price(
                    tariff("FLAT 0.00"), at("2026-03-02T10:00").charge(60, "20").park(30));

            assertThat(price.total()).isEqualTo(price("0.00"));
            assertThat(price.fixed()).isEqualTo(price("0.00"));
            assertThat(price.energy()).isNull();
        }

        @Test
        void noElementMatches() {
            SessionPrice price = price(
                    tariff("FLAT 1.00, ENERGY 1.00 | min_kwh=100"),
                    at("2026-03-02T10:00").charge(60, "20"));

            assertThat(price).isEqualTo(new SessionPrice(price("0.00"), null, null, null, null, null));
        }

        @Test
        void aDimensionWithoutComponentCostsNothing() {
            SessionPrice price = price(
                    tariff("ENERGY 0.25"),
                    at("2026-03-02T10:00").reserve(10).charge(60, "20").park(60));

            assertThat(price).isEqualTo(new SessionPrice(price("5.00"), null, price("5.00"), null, null, null));
        }

        @Test
        void theFirstOfADimensionCounts() {
            Tariff tariff = tariff("TIME 1.00, ENERGY 0.10", "ENERGY 0.20, PARKING_TIME 2.00", "PARKING_TIME 3.00");

            SessionPrice price =
                    price(tariff, at("2026-03-02T10:00").charge(60, "10").park(60));

            assertThat(price.energy()).isEqualTo(price("1.00"));
            assertThat(price.parking()).isEqualTo(price("2.00"));
        }

        @Test
        void aFlatFeeIsBilledOnce() {
            Tariff tariff = tariff("FLAT 1.00 | end_time=12:00", "FLAT 2.00");

            assertThat(price(tariff, at("2026-03-02T11:00").charge(60, "10").charge(60, "10"))
                            .total())
                    .isEqualTo(price("1.00"));
            assertThat(price(tariff, at("2026-03-02T12:00").charge(60, "10")).total())
                    .isEqualTo(price("2.00"));
        }

        @Test
        void aFlatFeeIsBilledWhenItsElementMatches() {
            Tariff tariff = tariff("FLAT 5.00, PARKING_TIME 1.00 | min_duration=5400");

            assertThat(price(tariff, at("2026-03-02T11:00").charge(60, "10").park(30))
                            .total())
                    .isEqualTo(price("0.00"));
            assertThat(price(tariff, at("2026-03-02T11:00").charge(60, "10").park(90))
                            .parking())
                    .isEqualTo(price("6.00"));
        }

        @Test
        void feesOfReservationAndExpiryAddUp() {
            Tariff tariff = tariff(
                    "FLAT 4.00 | reservation=RESERVATION_EXPIRES", "FLAT 2.00 | reservation=RESERVATION", "FLAT 1.00");

            assertThat(price(tariff, at("2026-03-02T11:00").expire(60)).reservation())
                    .isEqualTo(price("6.00"));
        }

        @Test
        void energyThatFlowsBackIsPaidBack() {
            Tariff tariff = tariff("ENERGY 0.20 step 500 | max_kwh=10", "ENERGY 0.50 step 500");

            // Up to 12 kWh, and back to 8.
            assertThat(price(tariff, at("2026-03-02T11:00").charge(60, "12").charge(60, "-4"))
                            .total())
                    .isEqualTo(price("1.60"));
        }

        @Test
        void aSessionOfNoTimeHasItsFlatFee() {
            assertThat(price(
                                    tariff("FLAT 1.00, TIME 9.00 step 60"),
                                    at("2026-03-02T11:00").charge(0, "0"))
                            .total())
                    .isEqualTo(price("1.00"));
            assertThat(price(tariff("FLAT 1.00"), at("2026-03-02T11:00")).total())
                    .isEqualTo(price("0.00"));
        }

        @Test
        void cuttingPeriodsFinerChangesNothing() {
            Tariff tariff = tariff(
                    "ENERGY 0.31 vat 21 step 100, TIME 1.13 vat 9 step 300 | max_kwh=7.3",
                    "ENERGY 0.47 vat 21 step 250, TIME 0.71 vat 9 step 420 | max_duration=4321",
                    "ENERGY 0.59 vat 21 step 330");
            SessionPrice whole = price(tariff, at("2026-03-02T11:00").charge(90, "18"));

            Timetable pieces = at("2026-03-02T11:00");
            for (int minute = 0; minute < 90; minute++) {
                pieces.charge(1, "0.2");
            }

            assertThat(price(tariff, pieces)).isEqualTo(whole);
        }

        @Test
        void overlappingPeriodsAreRefused() {
            List<ChargedPeriod> periods = new ArrayList<>(at("2026-03-02T11:00").charge(60, "10").periods);
            periods.addAll(at("2026-03-02T11:30").charge(60, "10").periods);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SessionPrice.of(tariff("FLAT 1.00"), AMSTERDAM, periods));
        }
    }

    @Nested
    class Boundaries {

        @Test
        void areWhereAnotherComponentBecomesActive() {
            Tariff tariff = tariff(
                    "ENERGY 0.20 | max_kwh=5",
                    "ENERGY 0.30 | end_time=12:00",
                    "ENERGY 0.40",
                    "PARKING_TIME 1.00 | min_duration=7200");

            assertThat(boundaries(
                            tariff, at("2026-03-02T11:00").charge(90, "15").park(60)))
                    .containsExactly(
                            local("2026-03-02T11:30"), // 5 kWh
                            local("2026-03-02T12:00"),
                            local("2026-03-02T12:30"), // no energy any more
                            local("2026-03-02T13:00")); // two hours
        }

        @Test
        void areNotWhereNothingChanges() {
            Tariff tariff = tariff("TIME 1.00 | day_of_week=MONDAY,TUESDAY", "TIME 1.00");

            assertThat(boundaries(tariff, at("2026-03-02T11:00").charge(60, "1").charge(1440, "15")))
                    .isEmpty();
            // Equal prices of different elements are different components.
            assertThat(boundaries(tariff, at("2026-03-03T23:00").charge(120, "1")))
                    .containsExactly(local("2026-03-04T00:00"));
        }

        @Test
        void areBetweenPeriodsOfDifferentPower() {
            Tariff tariff = tariff("ENERGY 0.20 | max_power=16", "ENERGY 0.50");

            assertThat(boundaries(
                            tariff,
                            at("2026-03-02T11:00")
                                    .charge(60, "20")
                                    .charge(60, "18")
                                    .charge(60, "15")))
                    .containsExactly(local("2026-03-02T13:00"));
        }
    }

    private static SessionPrice price(Tariff tariff, Timetable session) {
        return SessionPrice.of(tariff, AMSTERDAM, session.periods);
    }

    private static List<Instant> boundaries(Tariff tariff, Timetable session) {
        return SessionPrice.boundaries(tariff, AMSTERDAM, session.periods);
    }

    private static Price price(String beforeTaxes, TaxAmount... taxes) {
        return new Price(new BigDecimal(beforeTaxes), List.of(taxes), Map.of());
    }

    private static TaxAmount vat(@Nullable String percentage, String amount) {
        return new TaxAmount(
                "VAT", null, percentage == null ? null : new BigDecimal(percentage), new BigDecimal(amount), Map.of());
    }

    private static void assertCosts(@Nullable Price price, String beforeTaxes, String afterTaxes) {
        assertThat(price).isNotNull();
        assertThat(price.beforeTaxes()).isEqualTo(beforeTaxes);
        assertThat(price.taxes().stream().map(TaxAmount::amount).reduce(price.beforeTaxes(), BigDecimal::add))
                .isEqualByComparingTo(afterTaxes);
    }

    private static Tariff tariff(String... elements) {
        return taxIncluded(TaxIncluded.NO, elements);
    }

    private static Tariff taxIncluded(TaxIncluded taxIncluded, String... elements) {
        Tariffs tariff = aTariff().withTaxIncluded(taxIncluded);
        for (String element : elements) {
            tariff.withElement(element(element));
        }
        return tariff.build();
    }

    /** An element such as {@code TIME 3.00 vat 10 step 60, FLAT 0.50 | max_kwh=20 day_of_week=MONDAY,FRIDAY}. */
    private static TariffElement element(String text) {
        String[] parts = text.split(" \\| ");
        List<String> components = new ArrayList<>();
        for (String component : parts[0].split(", ")) {
            String[] words = component.split(" ");
            StringBuilder json = new StringBuilder("{\"type\":\"" + words[0] + "\",\"price\":" + words[1]);
            boolean step = false;
            for (int i = 2; i < words.length; i += 2) {
                step |= words[i].equals("step");
                json.append(words[i].equals("step") ? ",\"step_size\":" : ",\"vat\":")
                        .append(words[i + 1]);
            }
            components.add(json.append(step ? "}" : ",\"step_size\":1}").toString());
        }
        List<String> restrictions = new ArrayList<>();
        for (String restriction : parts.length == 1 ? new String[0] : parts[1].split(" ")) {
            String[] pair = restriction.split("=");
            String value = pair[0].startsWith("min_") || pair[0].startsWith("max_")
                    ? pair[1]
                    : "\"" + pair[1].replace(",", "\",\"") + "\"";
            restrictions.add("\"" + pair[0] + "\":" + (pair[0].equals("day_of_week") ? "[" + value + "]" : value));
        }
        return OcpiJson.mapper()
                .readValue(
                        "{\"price_components\":[" + String.join(",", components) + "]"
                                + (restrictions.isEmpty()
                                        ? "}"
                                        : ",\"restrictions\":{" + String.join(",", restrictions) + "}}"),
                        TariffElement.class);
    }

    private static Timetable at(String localStart) {
        return new Timetable(local(localStart));
    }

    private static Instant local(String dateTime) {
        return LocalDateTime.parse(dateTime).atZone(AMSTERDAM).toInstant();
    }

    /** A session as what happens one after the other, for some minutes each. */
    private static final class Timetable {

        private final List<ChargedPeriod> periods = new ArrayList<>();
        private Instant now;

        Timetable(Instant start) {
            now = start;
        }

        Timetable charge(int minutes, String kwh) {
            return charge(minutes, kwh, null, null);
        }

        Timetable charge(int minutes, String kwh, @Nullable String power, @Nullable String current) {
            return add(
                    minutes,
                    kwh,
                    power == null ? null : new BigDecimal(power),
                    current == null ? null : new BigDecimal(current),
                    Activity.CHARGING);
        }

        Timetable park(int minutes) {
            return add(minutes, "0", null, null, Activity.PARKING);
        }

        Timetable reserve(int minutes) {
            return add(minutes, "0", null, null, Activity.RESERVED);
        }

        Timetable expire(int minutes) {
            return add(minutes, "0", null, null, Activity.RESERVATION_EXPIRED);
        }

        private Timetable add(
                int minutes, String kwh, @Nullable BigDecimal power, @Nullable BigDecimal current, Activity activity) {
            Instant end = now.plus(Duration.ofMinutes(minutes));
            periods.add(new ChargedPeriod(now, end, new BigDecimal(kwh), power, current, activity));
            now = end;
            return this;
        }
    }
}
