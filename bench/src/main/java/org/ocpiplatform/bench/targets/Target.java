package org.ocpiplatform.bench.targets;

import org.jspecify.annotations.Nullable;

/**
 * What a row should reach.
 *
 * @param least whether the value is the least that should be measured; otherwise it is the most
 * @param value a number, or a factor if there is a floor
 * @param floor name of the row whose value is multiplied by it; null if there is none
 */
record Target(boolean least, double value, @Nullable String floor) {

    static Target atLeast(double value) {
        return new Target(true, value, null);
    }

    static Target atLeast(double factor, String floor) {
        return new Target(true, factor, floor);
    }

    static Target atMost(double value) {
        return new Target(false, value, null);
    }

    boolean reachedBy(double measured, double required) {
        return least ? measured >= required : measured <= required;
    }
}
