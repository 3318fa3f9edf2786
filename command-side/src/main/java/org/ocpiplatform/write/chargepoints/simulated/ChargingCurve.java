package org.ocpiplatform.write.chargepoints.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The charging of one car from when it plugs in until it leaves: a function of its arguments, so that asking twice, or after
 * a restart, gives the same numbers.
 *
 * <p>A limit that is added changes nothing before the instant from which it holds.
 */
public final class ChargingCurve {

    private static final Duration LONGEST_STAY = Duration.ofHours(24);
    private static final long STEP_MILLIS = 10_000;
    private static final double WATT_MILLIS_OF_KWH = 3.6e9;
    private static final double WATTS_OF_KILOWATT = 1000;
    private static final int KILOWATT_DIGITS = 4;
    private static final int KWH_DIGITS = 3;

    private final Instant start;
    private final Supply supply;
    private final List<Piece> pieces;
    private final double neededKwh;
    private final @Nullable Instant full;
    private final Instant leaves;

    private ChargingCurve(Instant start, Supply supply, Car car, List<Piece> pieces) {
        this.start = start;
        this.supply = supply;
        this.pieces = pieces;
        neededKwh = car.neededKwh();
        Piece last = pieces.getLast();
        full = last.kwhAt(last.until()) >= neededKwh ? start.plusMillis(last.until()) : null;
        Instant latest = start.plus(LONGEST_STAY);
        Instant wanted = full == null ? latest : full.plus(car.parking());
        leaves = wanted.isBefore(latest) ? wanted : latest;
    }

    /**
     * The charging of the car of a seed.
     *
     * @param start counts to the millisecond
     * @param limits in any order; of those from the same instant the last counts
     */
    public static ChargingCurve of(long seed, Instant start, Supply supply, List<PowerLimit> limits) {
        Instant begin = start.truncatedTo(ChronoUnit.MILLIS);
        Car car = Car.of(seed, supply.powerType());
        List<Step> steps = limits.stream()
                .map(limit -> Step.of(begin, limit))
                .sorted(Comparator.comparingLong(Step::from))
                .toList();
        return new ChargingCurve(begin, supply, car, integrate(car, supply, steps));
    }

    /** When the car was plugged in and charging began. */
    public Instant start() {
        return start;
    }

    /** What the car is plugged into. */
    Supply supply() {
        return supply;
    }

    /** From when on the car requests no more power; absent where it leaves before, because of limits. */
    public Optional<Instant> full() {
        return Optional.ofNullable(full);
    }

    /** When the car is driven away: when it is full, up to 40 minutes later, or 24 hours after the start. */
    public Instant leaves() {
        return leaves;
    }

    /** Kilowatts that flow at an instant, with 4 decimals; 0 before the start and when the car is full or gone. */
    public BigDecimal powerKw(Instant at) {
        long millis = millis(at);
        double watts = pieces.stream()
                .filter(piece -> piece.from() <= millis && millis < piece.until())
                .findFirst()
                .map(Piece::watts)
                .orElse(0.0);
        return kilowatts(watts);
    }

    /** Kilowatt-hours charged from the start to an instant, with 3 decimals. */
    public BigDecimal kwh(Instant at) {
        return BigDecimal.valueOf(exactKwh(at)).setScale(KWH_DIGITS, RoundingMode.HALF_UP);
    }

    /** Kilowatt-hours charged from the start to an instant, unrounded. */
    double exactKwh(Instant at) {
        long millis = Math.max(0, millis(at));
        Piece piece = pieces.getFirst();
        for (Piece next : pieces) {
            if (next.from() > millis) {
                break;
            }
            piece = next;
        }
        return Math.min(neededKwh, piece.kwhAt(Math.min(millis, piece.until())));
    }

    /** The average power between two instants that are not the same. */
    double averageWatts(Instant from, Instant until) {
        return (exactKwh(until) - exactKwh(from)) * WATT_MILLIS_OF_KWH / (millis(until) - millis(from));
    }

    /** Stretches of constant power from the start until the car is full or gone. */
    List<Piece> pieces() {
        return pieces;
    }

    static BigDecimal kilowatts(double watts) {
        return BigDecimal.valueOf(watts / WATTS_OF_KILOWATT).setScale(KILOWATT_DIGITS, RoundingMode.HALF_UP);
    }

    private long millis(Instant at) {
        return Duration.between(start, at).toMillis();
    }

    private static List<Piece> integrate(Car car, Supply supply, List<Step> limits) {
        List<Piece> pieces = new ArrayList<>();
        double constant = Math.min(car.maxWatts(), supply.maxWatts());
        double needed = car.neededKwh();
        Piece piece = new Piece(0, 0, 0, 0);
        while (piece.kwhAt(piece.until()) < needed && piece.until() < LONGEST_STAY.toMillis()) {
            long from = piece.until();
            double kwh = piece.kwhAt(from);
            double watts = Math.min(constant * car.share(kwh), limitAt(limits, from));
            long until = Math.min(LONGEST_STAY.toMillis(), nextLimit(limits, from));
            double steady = car.steadyUntil(kwh);
            if (steady <= kwh) {
                until = Math.min(until, from + STEP_MILLIS);
            }
            if (watts > 0) {
                double goal = steady > kwh ? Math.min(steady, needed) : needed;
                double millis = Math.ceil((goal - kwh) * WATT_MILLIS_OF_KWH / watts);
                until = (long) Math.min(until, from + Math.max(1, millis));
            }
            if (watts == piece.watts() && !pieces.isEmpty()) {
                pieces.removeLast();
                piece = new Piece(piece.from(), until, piece.kwh(), watts);
            } else {
                piece = new Piece(from, until, kwh, watts);
            }
            pieces.add(piece);
        }
        return List.copyOf(pieces);
    }

    private static double limitAt(List<Step> limits, long millis) {
        double watts = Double.POSITIVE_INFINITY;
        for (Step limit : limits) {
            if (limit.from() > millis) {
                break;
            }
            watts = limit.watts();
        }
        return watts;
    }

    private static long nextLimit(List<Step> limits, long millis) {
        return limits.stream()
                .mapToLong(Step::from)
                .filter(from -> from > millis)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** A limit in milliseconds since the start. */
    private record Step(long from, double watts) {

        static Step of(Instant start, PowerLimit limit) {
            BigDecimal watts = limit.watts();
            return new Step(
                    Duration.between(start, limit.from()).toMillis(),
                    watts == null ? Double.POSITIVE_INFINITY : Math.max(0, watts.doubleValue()));
        }
    }

    /**
     * A stretch of constant power.
     *
     * @param from milliseconds since the start
     * @param until milliseconds since the start
     * @param kwh charged until its beginning
     */
    record Piece(long from, long until, double kwh, double watts) {

        double kwhAt(long millis) {
            return kwh + watts * (millis - from) / WATT_MILLIS_OF_KWH;
        }
    }
}
