package org.ocpiplatform.write.chargepoints.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.pricing.Activity;
import org.ocpiplatform.ocpi.pricing.ChargedPeriod;
import org.ocpiplatform.ocpi.pricing.SessionPrice;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.write.chargepoints.simulated.ChargingCurve.Piece;

/**
 * The periods of a session: cut every 15 minutes, where charging turns into parking, and where another component of the tariff
 * becomes active.
 *
 * <p>Periods that are over do not change any more, neither as time passes nor by limits that hold from then on.
 */
public final class Timeline {

    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(15);
    private static final int EXACT_KWH_DIGITS = 12;

    private final ChargingCurve curve;
    private final @Nullable CiString tariffId;
    private final NavigableSet<Instant> cuts = new TreeSet<>();

    /**
     * The timeline of a curve.
     *
     * @param tariff absent where none applies
     * @param timeZone of the location
     */
    public Timeline(ChargingCurve curve, @Nullable Tariff tariff, ZoneId timeZone) {
        this.curve = curve;
        tariffId = tariff == null ? null : tariff.id();
        for (Instant cut = curve.start().plus(LONGEST_PERIOD);
                cut.isBefore(curve.leaves());
                cut = cut.plus(LONGEST_PERIOD)) {
            cuts.add(cut);
        }
        curve.full().ifPresent(cuts::add);
        if (tariff != null) {
            SessionPrice.boundaries(tariff, timeZone, stretches()).stream()
                    .map(Timeline::toMillis)
                    .filter(cut -> cut.isAfter(curve.start()) && cut.isBefore(curve.leaves()))
                    .forEach(cuts::add);
        }
        cuts.add(curve.leaves());
    }

    /** The periods that are over at an instant, in order. Those of a later instant begin with them. */
    public List<MeasuredPeriod> over(Instant now) {
        return periods(cuts.headSet(now, true));
    }

    /**
     * All periods of a session that ends at an instant, in order; at least one, be it of no time. They begin with those that
     * were over before.
     *
     * @param end counts to the millisecond; where it is later than the car leaves, this ends the session
     */
    public List<MeasuredPeriod> until(Instant end) {
        Instant last = end.truncatedTo(ChronoUnit.MILLIS);
        if (last.isAfter(curve.leaves())) {
            last = curve.leaves();
        }
        if (!last.isAfter(curve.start())) {
            return List.of(period(curve.start(), curve.start()));
        }
        NavigableSet<Instant> ends = new TreeSet<>(cuts.headSet(last, false));
        ends.add(last);
        return periods(ends);
    }

    private List<MeasuredPeriod> periods(NavigableSet<Instant> ends) {
        List<MeasuredPeriod> periods = new ArrayList<>();
        Instant start = curve.start();
        for (Instant end : ends) {
            periods.add(period(start, end));
            start = end;
        }
        return List.copyOf(periods);
    }

    private MeasuredPeriod period(Instant start, Instant end) {
        if (curve.full().filter(full -> !start.isBefore(full)).isPresent()) {
            return parking(start, end);
        }
        long from = Duration.between(curve.start(), start).toMillis();
        long until = Duration.between(curve.start(), end).toMillis();
        double min = Double.POSITIVE_INFINITY;
        double max = 0;
        for (Piece piece : curve.pieces()) {
            if (piece.until() > from && (piece.from() < until || piece.from() == from)) {
                min = Math.min(min, piece.watts());
                max = Math.max(max, piece.watts());
            }
        }
        // The last piece ends with a millisecond that is not used up, of which a short period's average would be less.
        double average = from == until ? max : Math.clamp(curve.averageWatts(start, end), min, max);
        Supply supply = curve.supply();
        return new MeasuredPeriod(
                new ChargedPeriod(
                        start,
                        end,
                        curve.kwh(end).subtract(curve.kwh(start)),
                        ChargingCurve.kilowatts(average),
                        supply.amperes(average),
                        Activity.CHARGING),
                ChargingCurve.kilowatts(min),
                ChargingCurve.kilowatts(max),
                supply.amperes(min),
                supply.amperes(max),
                tariffId);
    }

    private MeasuredPeriod parking(Instant start, Instant end) {
        BigDecimal none = ChargingCurve.kilowatts(0);
        BigDecimal noCurrent = curve.supply().amperes(0);
        return new MeasuredPeriod(
                new ChargedPeriod(start, end, BigDecimal.ZERO, none, noCurrent, Activity.PARKING),
                none,
                none,
                noCurrent,
                noCurrent,
                tariffId);
    }

    /** The whole stay as finely as the curve knows it, so that power passes a restriction's bound only where it does. */
    private List<ChargedPeriod> stretches() {
        List<ChargedPeriod> stretches = new ArrayList<>();
        Instant end = curve.start();
        for (Piece piece : curve.pieces()) {
            Instant start = end;
            end = curve.start().plusMillis(piece.until());
            stretches.add(new ChargedPeriod(
                    start,
                    end,
                    exact(curve.exactKwh(end)).subtract(exact(curve.exactKwh(start))),
                    ChargingCurve.kilowatts(piece.watts()),
                    curve.supply().amperes(piece.watts()),
                    Activity.CHARGING));
        }
        if (end.isBefore(curve.leaves())) {
            stretches.add(parking(end, curve.leaves()).charged());
        }
        return stretches;
    }

    private static BigDecimal exact(double kwh) {
        return BigDecimal.valueOf(kwh).setScale(EXACT_KWH_DIGITS, RoundingMode.HALF_UP);
    }

    /** To the nearest millisecond: the digits that OCPI's DateTime is written with. */
    private static Instant toMillis(Instant instant) {
        return instant.plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS);
    }
}
