package org.ocpiplatform.write.chargepoints.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.ConnectorFormat;
import org.ocpiplatform.ocpi.locations.ConnectorType;
import org.ocpiplatform.ocpi.locations.PowerType;

class ChargingCurveTest {

    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    static final Supply AC = new Supply(PowerType.AC_3_PHASE, 230, 22_080);
    static final Supply DC = new Supply(PowerType.DC, 400, 150_000);

    @ParameterizedTest
    @CsvSource({
        "AC_1_PHASE, 230, 32, , 7360",
        "AC_2_PHASE, 230, 32, , 14720",
        "AC_2_PHASE_SPLIT, 240, 40, , 9600",
        "AC_3_PHASE, 230, 32, , 22080",
        "AC_3_PHASE, 230, 32, 11000, 11000",
        "DC, 400, 125, , 50000",
        "DC, 400, 125, -1, 0"
    })
    void aConnectorGivesItsMaximumOrWhatItsPhasesMake(
            PowerType powerType, int volts, int amperes, @Nullable Integer maximum, double watts) {
        Connector connector = new Connector(
                CiString.of("1"),
                ConnectorType.IEC_62196_T2,
                ConnectorFormat.CABLE,
                powerType,
                volts,
                amperes,
                maximum,
                List.of(),
                null,
                List.of(),
                START,
                Map.of());

        assertThat(Supply.of(connector)).isEqualTo(new Supply(powerType, volts, watts));
    }

    static Stream<Curve> curves() {
        return LongStream.range(0, 40)
                .boxed()
                .flatMap(seed -> Stream.of(
                        new Curve(seed, AC, List.of()),
                        new Curve(seed, DC, List.of()),
                        new Curve(seed, DC, limits()),
                        new Curve(seed, new Supply(PowerType.AC_1_PHASE, 230, 3_680), limits())));
    }

    /** Down to 3 kW after 10 minutes, nothing after 20, free again after half an hour, 9 kW after 50 minutes. */
    static List<PowerLimit> limits() {
        return List.of(limit(10, "3000"), limit(20, "0"), limit(30, null), limit(50, "9000.5"));
    }

    static PowerLimit limit(int minute, @Nullable String watts) {
        return new PowerLimit(START.plus(Duration.ofMinutes(minute)), watts == null ? null : new BigDecimal(watts));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void asksTwiceAndGetsTheSame(Curve arguments) {
        ChargingCurve first = arguments.make();
        ChargingCurve second = arguments.make();

        assertThat(second.full()).isEqualTo(first.full());
        assertThat(second.leaves()).isEqualTo(first.leaves());
        for (Instant at : instants(first)) {
            assertThat(second.kwh(at)).isEqualTo(first.kwh(at));
            assertThat(second.powerKw(at)).isEqualTo(first.powerKw(at));
        }
    }

    @Test
    void theCarOfASeedNeverChanges() {
        ChargingCurve curve = ChargingCurve.of(42, START, DC, List.of());

        assertThat(curve.kwh(START.plusSeconds(600))).isEqualTo("25.000");
        assertThat(curve.full()).contains(Instant.parse("2026-03-02T10:25:35.817Z"));
        assertThat(curve.leaves()).isEqualTo("2026-03-02T10:42:08.817Z");
    }

    @ParameterizedTest
    @MethodSource("curves")
    void energyNeverDecreasesAndIsTheIntegralOfThePower(Curve arguments) {
        ChargingCurve curve = arguments.make();
        BigDecimal previous = BigDecimal.ZERO;
        // Between limits, which begin at whole minutes, the power never increases.
        for (Instant at = START; at.isBefore(curve.leaves().plusSeconds(60)); at = at.plusSeconds(10)) {
            BigDecimal kwh = curve.kwh(at.plusSeconds(10));
            double most = curve.powerKw(at).doubleValue() / 360;
            double least = curve.powerKw(at.plusMillis(9_999)).doubleValue() / 360;
            assertThat(kwh).isGreaterThanOrEqualTo(previous);
            assertThat(kwh.scale()).isEqualTo(3);
            assertThat(kwh.subtract(previous).doubleValue()).isBetween(least - 0.0011, most + 0.0011);
            previous = kwh;
        }
        assertThat(previous).isPositive();
    }

    @ParameterizedTest
    @MethodSource("curves")
    void powerIsNeverAboveTheConnectorsNorTheProfiles(Curve arguments) {
        ChargingCurve curve = arguments.make();

        for (Instant at : instants(curve)) {
            double limit = arguments.supply().maxWatts();
            for (PowerLimit each : arguments.limits()) {
                if (!each.from().isAfter(at)) {
                    limit = each.watts() == null
                            ? arguments.supply().maxWatts()
                            : Math.min(
                                    arguments.supply().maxWatts(), each.watts().doubleValue());
                }
            }
            assertThat(curve.powerKw(at).doubleValue() * 1000).isBetween(0.0, limit + 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void theCarTakesWhatItsBatteryNeedsAndLeaves(Curve arguments) {
        ChargingCurve curve = arguments.make();
        Instant full = curve.full().orElseThrow();

        // 40 to 90 kWh, from 10 to 60 percent up to 80 to 100.
        assertThat(curve.kwh(full)).isBetween(new BigDecimal("8"), new BigDecimal("81"));
        assertThat(curve.kwh(full)).isEqualTo(curve.kwh(curve.leaves().plus(Duration.ofDays(9))));
        assertThat(curve.powerKw(full.minusMillis(1))).isPositive();
        assertThat(curve.powerKw(full)).isZero();
        Duration parking = Duration.between(full, curve.leaves());
        assertThat(parking.isZero()
                        || (parking.compareTo(Duration.ofMinutes(10)) >= 0
                                && parking.compareTo(Duration.ofMinutes(40)) <= 0))
                .isTrue();
    }

    @Test
    void directCurrentTapersToATenth() {
        int full = 0;
        for (long seed = 0; seed < 40; seed++) {
            ChargingCurve curve = ChargingCurve.of(seed, START, DC, List.of());
            double constant = curve.powerKw(START).doubleValue();
            double end =
                    curve.powerKw(curve.full().orElseThrow().minusMillis(1)).doubleValue();

            assertThat(constant).isBetween(60.0, 150.0);
            assertThat(end).isBetween(constant * 0.0999, constant * 0.65);
            full += end < constant * 0.1001 ? 1 : 0;
            double previous = constant;
            for (Instant at = START; at.isBefore(curve.full().orElseThrow()); at = at.plusSeconds(10)) {
                assertThat(curve.powerKw(at).doubleValue()).isLessThanOrEqualTo(previous);
                previous = curve.powerKw(at).doubleValue();
            }
        }
        // A quarter of the targets is above 95 percent.
        assertThat(full).isBetween(3, 20);
    }

    @Test
    void alternatingCurrentIsFlatAndThatOfAnOnBoardCharger() {
        List<Double> seen = new ArrayList<>();
        for (long seed = 0; seed < 40; seed++) {
            ChargingCurve curve = ChargingCurve.of(seed, START, AC, List.of());
            double constant = curve.powerKw(START).doubleValue();
            seen.add(constant);
            Duration half = Duration.between(START, curve.full().orElseThrow()).dividedBy(2);
            assertThat(curve.powerKw(START.plus(half)).doubleValue()).isEqualTo(constant);
        }
        assertThat(seen).containsOnly(3.7, 7.4, 11.0, 22.0).contains(3.7, 7.4, 11.0, 22.0);
    }

    @Test
    void driversDiffer() {
        assertThat(LongStream.range(0, 40)
                        .mapToObj(seed -> ChargingCurve.of(seed, START, DC, List.of()))
                        .filter(curve -> curve.full().equals(Optional.of(curve.leaves())))
                        .count())
                .isBetween(3L, 20L);
        assertThat(LongStream.range(0, 40)
                        .mapToObj(seed ->
                                ChargingCurve.of(seed, START, DC, List.of()).leaves())
                        .distinct())
                .hasSize(40);
    }

    @Test
    void aCarThatGetsNothingLeavesAfterADay() {
        ChargingCurve curve = ChargingCurve.of(1, START, AC, List.of(limit(-5, "0")));

        assertThat(curve.full()).isEmpty();
        assertThat(curve.leaves()).isEqualTo(START.plus(Duration.ofDays(1)));
        assertThat(curve.kwh(curve.leaves())).isZero();
    }

    @Test
    void aLimitChangesNothingBeforeItHolds() {
        for (long seed = 0; seed < 20; seed++) {
            ChargingCurve before = ChargingCurve.of(seed, START, DC, List.of());
            ChargingCurve after = ChargingCurve.of(
                    seed, START, DC, List.of(new PowerLimit(START.plusMillis(120_123), new BigDecimal("2500"))));
            for (int second = -5; second <= 120; second++) {
                Instant at = START.plusSeconds(second);
                assertThat(after.kwh(at)).isEqualTo(before.kwh(at));
                assertThat(after.powerKw(at)).isEqualTo(before.powerKw(at));
            }
            assertThat(after.powerKw(START.plusMillis(120_123))).isEqualByComparingTo("2.5");
        }
    }

    @Test
    void limitsMayComeInAnyOrderAndTheLastOfAnInstantCounts() {
        List<PowerLimit> limits = List.of(limit(20, "5000"), limit(0, "1000"), limit(20, "2000"));
        ChargingCurve curve = ChargingCurve.of(3, START, AC, limits);

        assertThat(curve.powerKw(START.plusSeconds(1199))).isEqualByComparingTo("1");
        assertThat(curve.powerKw(START.plusSeconds(1200))).isEqualByComparingTo("2");
    }

    private static List<Instant> instants(ChargingCurve curve) {
        List<Instant> instants = new ArrayList<>();
        for (Instant at = START.minusSeconds(60);
                at.isBefore(curve.leaves().plusSeconds(600));
                at = at.plusMillis(7_321)) {
            instants.add(at);
        }
        instants.add(curve.leaves());
        return instants;
    }

    /** The arguments of a curve. */
    record Curve(long seed, Supply supply, List<PowerLimit> limits) {

        ChargingCurve make() {
            return ChargingCurve.of(seed, START, supply, limits);
        }
    }
}
