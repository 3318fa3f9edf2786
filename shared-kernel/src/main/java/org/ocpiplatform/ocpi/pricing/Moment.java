package org.ocpiplatform.ocpi.pricing;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What the restrictions of a tariff look at.
 *
 * @param local at the location
 * @param seconds since the session started, or the reservation
 * @param kwh charged since the session started
 * @param power in kilowatts; absent where it is not known, and then no restriction by power matches
 * @param current in amperes, sum over the phases; absent likewise
 */
record Moment(
        ZonedDateTime local,
        BigDecimal seconds,
        BigDecimal kwh,
        @Nullable BigDecimal power,
        @Nullable BigDecimal current) {}
