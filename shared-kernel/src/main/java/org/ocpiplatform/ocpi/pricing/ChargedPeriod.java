package org.ocpiplatform.ocpi.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a session in which power and activity do not change.
 *
 * @param start inclusive
 * @param end exclusive, not before the start
 * @param kwh energy of this period, spread evenly over its time
 * @param averagePowerKw absent where only the energy is known, of which it is then computed
 * @param currentA ampere, sum over the phases; absent where it is not known
 */
public record ChargedPeriod(
        Instant start,
        Instant end,
        BigDecimal kwh,
        @Nullable BigDecimal averagePowerKw,
        @Nullable BigDecimal currentA,
        Activity activity) {

    public ChargedPeriod {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a period must not end before it starts: " + start + " to " + end);
        }
    }
}
