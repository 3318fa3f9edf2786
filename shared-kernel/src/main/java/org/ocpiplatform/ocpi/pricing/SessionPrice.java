package org.ocpiplatform.ocpi.pricing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.types.Price;

/**
 * What a session costs by a tariff, in the tariff's currency (OCPI 2.3.0, chapter Tariffs, and step_size in chapter CDRs).
 *
 * <p>Amounts are rounded half up to 4 decimals, each by itself, after everything else; they have at least 2 decimals. Where
 * a price includes tax of which the tariff gives no rate, {@code before_taxes} holds it with the tax.
 *
 * @param total the sum, within the tariff's minimum and maximum; 0 where nothing is billed
 * @param fixed flat fees, except those of parking and reservation; absent, as are the following, where no price component
 *     for it was active
 * @param energy energy
 * @param time time of charging
 * @param parking time of parking, with the flat fees of elements that price parking and not charging
 * @param reservation time and flat fees of the reservation
 */
public record SessionPrice(
        Price total,
        @Nullable Price fixed,
        @Nullable Price energy,
        @Nullable Price time,
        @Nullable Price parking,
        @Nullable Price reservation) {

    /**
     * Computes the price.
     *
     * <p>For every slot and moment the first element counts that has a component of the dimension and whose restrictions
     * all match; elements for bookings never do. A flat fee is billed once for the session and once for its reservation:
     * that of the first active component. Durations count from the start of the first period of charging or parking, for
     * elements for reservations from that of the first reserved one. The validity of the tariff itself is not looked at.
     *
     * @param timeZone of the location
     * @param periods in order and not overlapping
     * @throws IllegalArgumentException if the periods overlap
     */
    public static SessionPrice of(Tariff tariff, ZoneId timeZone, List<ChargedPeriod> periods) {
        return new Bill(tariff, Segments.of(tariff, timeZone, periods)).price();
    }

    /**
     * The instants after the start at which another component of the tariff becomes active, where a ChargingPeriod must
     * start.
     *
     * @param timeZone of the location
     * @param periods in order and not overlapping; finer ones give more exact instants where power varies
     * @return in order, to the nanosecond where an amount of energy decides
     * @throws IllegalArgumentException if the periods overlap
     */
    public static List<Instant> boundaries(Tariff tariff, ZoneId timeZone, List<ChargedPeriod> periods) {
        List<Instant> boundaries = new ArrayList<>();
        Segment previous = null;
        for (Segment segment : Segments.of(tariff, timeZone, periods)) {
            if (previous != null && !segment.active().equals(previous.active())) {
                boundaries.add(segment.start());
            }
            previous = segment;
        }
        return boundaries.stream().distinct().toList();
    }
}
