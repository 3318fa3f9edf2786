package org.ocpiplatform.write.chargepoints.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aPrice;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;
import static org.ocpiplatform.ocpi.tariffs.Tariffs.anElement;
import static org.ocpiplatform.write.chargepoints.simulated.ChargingCurveTest.AC;
import static org.ocpiplatform.write.chargepoints.simulated.ChargingCurveTest.DC;
import static org.ocpiplatform.write.chargepoints.simulated.ChargingCurveTest.START;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.cdrs.CdrDimension;
import org.ocpiplatform.ocpi.cdrs.CdrDimensionType;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.pricing.Activity;
import org.ocpiplatform.ocpi.pricing.ChargedPeriod;
import org.ocpiplatform.ocpi.pricing.SessionPrice;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tariffs.TariffDimensionType;
import org.ocpiplatform.ocpi.tariffs.TariffElement;
import org.ocpiplatform.ocpi.tariffs.TariffRestrictions;
import org.ocpiplatform.write.chargepoints.simulated.ChargingCurveTest.Curve;

class TimelineTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    /** By power, by energy, by the hour, and by duration. */
    private static final Tariff TARIFF = aTariff()
            .withId("T1")
            .withElement(energy("0.20", "{\"max_power\":32}"))
            .withElement(energy("0.30", "{\"max_kwh\":10}"))
            .withElement(energy("0.40", "{\"end_time\":\"11:20\"}"))
            .withPrice(TariffDimensionType.ENERGY, "0.50")
            .withElement(new TariffElement(
                    List.of(aPrice(TariffDimensionType.PARKING_TIME, "6.00")),
                    restrictions("{\"min_duration\":4000}"),
                    Map.of()))
            .build();

    static List<Curve> curves() {
        return ChargingCurveTest.curves().toList();
    }

    @ParameterizedTest
    @MethodSource("curves")
    void periodsAdjoinAndAddUp(Curve arguments) {
        ChargingCurve curve = arguments.make();
        List<MeasuredPeriod> periods = new Timeline(curve, TARIFF, AMSTERDAM).until(curve.leaves());

        Instant end = curve.start();
        BigDecimal kwh = BigDecimal.ZERO;
        for (MeasuredPeriod period : periods) {
            ChargedPeriod charged = period.charged();
            assertThat(charged.start()).isEqualTo(end);
            assertThat(Duration.between(charged.start(), charged.end()))
                    .isPositive()
                    .isLessThanOrEqualTo(Duration.ofMinutes(15));
            assertThat(charged.averagePowerKw()).isBetween(period.minPowerKw(), period.maxPowerKw());
            end = charged.end();
            kwh = kwh.add(charged.kwh());
        }
        assertThat(end).isEqualTo(curve.leaves());
        assertThat(kwh).isEqualByComparingTo(curve.kwh(curve.leaves()));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void whatIsOverStaysAsItIs(Curve arguments) {
        ChargingCurve curve = arguments.make();
        Timeline timeline = new Timeline(curve, TARIFF, AMSTERDAM);
        List<MeasuredPeriod> all = timeline.until(curve.leaves());

        List<MeasuredPeriod> previous = List.of();
        for (Instant now = START.minusSeconds(90);
                now.isBefore(curve.leaves().plusSeconds(600));
                now = now.plusMillis(61_803)) {
            List<MeasuredPeriod> over = timeline.over(now);
            assertBeginsWith(over, previous);
            assertBeginsWith(all, over);
            assertBeginsWith(timeline.until(now), over);
            previous = over;
        }
        assertThat(previous).isEqualTo(all);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void whatIsOverStaysAsItIsWhenALimitIsAdded(Curve arguments) {
        Timeline before = new Timeline(arguments.make(), TARIFF, AMSTERDAM);
        for (int minute = 1; minute < 90; minute += 7) {
            Instant now = START.plusSeconds(60L * minute).plusMillis(123);
            List<PowerLimit> limits = new ArrayList<>(arguments.limits());
            limits.removeIf(limit -> !limit.from().isBefore(now));
            limits.add(new PowerLimit(now, new BigDecimal("2000")));
            ChargingCurve limited = ChargingCurve.of(arguments.seed(), START, arguments.supply(), limits);

            assertBeginsWith(new Timeline(limited, TARIFF, AMSTERDAM).until(limited.leaves()), before.over(now));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void noPeriodHasTwoComponentsOfTheTariff(Curve arguments) {
        ChargingCurve curve = arguments.make();
        List<ChargedPeriod> periods = charged(new Timeline(curve, TARIFF, AMSTERDAM).until(curve.leaves()));

        List<Instant> starts = periods.stream().map(ChargedPeriod::start).toList();
        assertThat(SessionPrice.boundaries(TARIFF, AMSTERDAM, periods))
                .allSatisfy(boundary -> assertThat(starts)
                        .anyMatch(
                                start -> Duration.between(start, boundary).abs().toMillis() < 1000));
    }

    @Test
    void aPeriodStartsWhereTheTariffOrTheActivityChanges() {
        // 22 kW without a taper in the first hour, from 11:00 local time.
        ChargingCurve curve =
                ChargingCurve.of(seedOf(AC, "22"), START, AC, List.of(new PowerLimit(START, new BigDecimal("12000"))));
        Tariff tariff = aTariff()
                .withElement(energy("0.30", "{\"max_kwh\":1}"))
                .withElement(energy("0.40", "{\"end_time\":\"11:20\"}"))
                .withPrice(TariffDimensionType.ENERGY, "0.50")
                .build();

        assertThat(new Timeline(curve, tariff, AMSTERDAM).over(START.plusSeconds(1800)))
                .extracting(period ->
                        Duration.between(START, period.charged().end()).toSeconds())
                .containsExactly(300L, 900L, 1200L, 1800L);
        assertThat(new Timeline(curve, null, AMSTERDAM).over(START.plusSeconds(1800)))
                .extracting(period ->
                        Duration.between(START, period.charged().end()).toSeconds())
                .containsExactly(900L, 1800L);

        Instant full = curve.full().orElseThrow();
        assertThat(charged(new Timeline(curve, null, AMSTERDAM).until(curve.leaves())))
                .allSatisfy(period -> assertThat(period.activity())
                        .isEqualTo(period.start().isBefore(full) ? Activity.CHARGING : Activity.PARKING))
                .anyMatch(period -> period.end().equals(full));
    }

    @Test
    void thePriceIsThatOfTheEnergyUpToEachBound() {
        ChargingCurve curve =
                ChargingCurve.of(seedOf(AC, "22"), START, AC, List.of(new PowerLimit(START, new BigDecimal("12000"))));
        Tariff tariff = aTariff()
                .withElement(energy("0.30", "{\"max_kwh\":1}"))
                .withElement(energy("0.40", "{\"end_time\":\"11:20\"}"))
                .withPrice(TariffDimensionType.ENERGY, "0.50")
                .build();

        // 1 kWh, 3 kWh until twenty past, 2 kWh in the next ten minutes.
        assertThat(SessionPrice.of(
                                tariff,
                                AMSTERDAM,
                                charged(new Timeline(curve, tariff, AMSTERDAM).until(START.plusSeconds(1800))))
                        .total()
                        .beforeTaxes())
                .isEqualTo("2.50");
    }

    @Test
    void aSessionHasAveragesAndACdrHasNot() {
        ChargingCurve curve =
                ChargingCurve.of(seedOf(AC, "22"), START, AC, List.of(new PowerLimit(START, new BigDecimal("11500"))));
        MeasuredPeriod period = new Timeline(curve, TARIFF, AMSTERDAM)
                .until(START.plusSeconds(900))
                .getFirst();

        assertThat(period.forCdr().startDateTime()).isEqualTo(START);
        assertThat(period.forCdr().tariffId()).isEqualTo(CiString.of("T1"));
        assertThat(period.forCdr().dimensions())
                .containsExactly(
                        dimension(CdrDimensionType.ENERGY, "2.875"),
                        dimension(CdrDimensionType.TIME, "0.25"),
                        dimension(CdrDimensionType.MAX_POWER, "11.5"),
                        dimension(CdrDimensionType.MIN_POWER, "11.5"),
                        dimension(CdrDimensionType.MAX_CURRENT, "50"),
                        dimension(CdrDimensionType.MIN_CURRENT, "50"));
        assertThat(period.forSession().dimensions())
                .startsWith(period.forCdr().dimensions().toArray(CdrDimension[]::new))
                .endsWith(dimension(CdrDimensionType.POWER, "11.5"), dimension(CdrDimensionType.CURRENT, "50"));
    }

    @Test
    void parkingIsTimeAndNothingElse() {
        ChargingCurve curve = ChargingCurve.of(1, START, DC, List.of());
        assertThat(curve.leaves()).isAfter(curve.full().orElseThrow().plusSeconds(600));
        MeasuredPeriod last = new Timeline(curve, null, AMSTERDAM)
                .until(curve.full().orElseThrow().plusSeconds(36))
                .getLast();

        assertThat(last.forSession()).isEqualTo(last.forCdr());
        assertThat(last.forCdr().tariffId()).isNull();
        assertThat(last.forCdr().dimensions()).containsExactly(dimension(CdrDimensionType.PARKING_TIME, "0.01"));
    }

    @Test
    void aSessionThatIsStoppedAtOnceHasOnePeriodOfNoTime() {
        ChargingCurve curve = ChargingCurve.of(1, START.plusNanos(999), DC, List.of());
        Timeline timeline = new Timeline(curve, TARIFF, AMSTERDAM);

        for (Instant end : List.of(START.minusSeconds(5), START, START.plusNanos(999_999))) {
            assertThat(timeline.until(end)).singleElement().satisfies(period -> {
                assertThat(period.charged().start()).isEqualTo(START);
                assertThat(period.charged().end()).isEqualTo(START);
                assertThat(period.forCdr().dimensions())
                        .startsWith(dimension(CdrDimensionType.ENERGY, "0"), dimension(CdrDimensionType.TIME, "0"));
            });
        }
        assertThat(timeline.over(START)).isEmpty();
    }

    @Test
    void withoutVoltageThereIsNoCurrent() {
        Supply supply = new Supply(DC.powerType(), 0, 50_000);
        ChargingCurve curve = ChargingCurve.of(1, START, supply, List.of());

        assertThat(new Timeline(curve, null, AMSTERDAM)
                        .over(START.plusSeconds(900))
                        .getFirst()
                        .forSession()
                        .dimensions())
                .extracting(CdrDimension::type)
                .doesNotContain(CdrDimensionType.CURRENT, CdrDimensionType.MAX_CURRENT);
    }

    private static void assertBeginsWith(List<MeasuredPeriod> periods, List<MeasuredPeriod> first) {
        assertThat(periods).hasSizeGreaterThanOrEqualTo(first.size());
        assertThat(periods.subList(0, first.size())).isEqualTo(first);
    }

    private static long seedOf(Supply supply, String kilowatts) {
        long seed = 0;
        while (ChargingCurve.of(seed, START, supply, List.of()).powerKw(START).compareTo(new BigDecimal(kilowatts))
                != 0) {
            seed++;
        }
        return seed;
    }

    private static List<ChargedPeriod> charged(List<MeasuredPeriod> periods) {
        return periods.stream().map(MeasuredPeriod::charged).toList();
    }

    private static CdrDimension dimension(CdrDimensionType type, String volume) {
        return new CdrDimension(type, new BigDecimal(volume), Map.of());
    }

    private static TariffElement energy(String price, String restrictions) {
        return new TariffElement(
                anElement(aPrice(TariffDimensionType.ENERGY, price)).priceComponents(),
                restrictions(restrictions),
                Map.of());
    }

    private static TariffRestrictions restrictions(String json) {
        return OcpiJson.mapper().readValue(json, TariffRestrictions.class);
    }
}
