package org.ocpiplatform.write.chargepoints.simulated;

import java.time.Duration;
import org.ocpiplatform.ocpi.locations.PowerType;

/**
 * A car that drives up.
 *
 * @param batteryKwh what its battery holds
 * @param arrives state of charge at the start, 0 to 1
 * @param target state of charge at which it stops requesting power
 * @param maxWatts what it takes at most of this kind of current
 * @param taperFrom state of charge from which it takes less
 * @param taperTo state of charge from which it takes a tenth
 * @param parking how long it stays when it is full
 */
record Car(
        double batteryKwh,
        double arrives,
        double target,
        double maxWatts,
        double taperFrom,
        double taperTo,
        Duration parking) {

    private static final double TAIL = 0.1;
    private static final double[] ON_BOARD_CHARGERS = {3_700, 7_400, 11_000, 22_000};

    /** The car of a seed, the same at every time and on every machine. */
    static Car of(long seed, PowerType powerType) {
        boolean direct = powerType == PowerType.DC;
        double battery = between(40, 90, seed, 1);
        double arrives = between(0.1, 0.6, seed, 2);
        double target = between(0.8, 1, seed, 3);
        double maxWatts = direct
                ? battery * 1000 * between(1.5, 3, seed, 4)
                : ON_BOARD_CHARGERS[(int) (ON_BOARD_CHARGERS.length * random(seed, 4))];
        // One driver in four comes back in time.
        Duration parking =
                random(seed, 6) < 0.25 ? Duration.ZERO : Duration.ofSeconds((long) between(600, 2400, seed, 7));
        return direct
                ? new Car(battery, arrives, target, maxWatts, between(0.6, 0.7, seed, 5), 0.95, parking)
                : new Car(battery, arrives, target, maxWatts, 0.95, 1, parking);
    }

    /** Energy that it takes until it is full. */
    double neededKwh() {
        return batteryKwh * (target - arrives);
    }

    /** The share of the constant power that it takes, after some energy. */
    double share(double kwh) {
        double charged = arrives + kwh / batteryKwh;
        if (charged < taperFrom) {
            return 1;
        }
        return charged >= taperTo ? TAIL : 1 - (1 - TAIL) * (charged - taperFrom) / (taperTo - taperFrom);
    }

    /** Energy until which the share stays what it is after some energy; no more than that where it changes all the time. */
    double steadyUntil(double kwh) {
        double charged = arrives + kwh / batteryKwh;
        if (charged < taperFrom) {
            return batteryKwh * (taperFrom - arrives);
        }
        return charged >= taperTo ? neededKwh() : kwh;
    }

    private static double between(double min, double max, long seed, int draw) {
        return min + (max - min) * random(seed, draw);
    }

    /** From 0 inclusive to 1 exclusive; spelled out (SplitMix64), because a library's generator may change with its version. */
    private static double random(long seed, int draw) {
        long bits = seed + draw * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return ((bits ^ (bits >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
