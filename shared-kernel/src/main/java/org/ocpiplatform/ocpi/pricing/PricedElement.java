package org.ocpiplatform.ocpi.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.tariffs.DayOfWeek;
import org.ocpiplatform.ocpi.tariffs.PriceComponent;
import org.ocpiplatform.ocpi.tariffs.TariffDimensionType;
import org.ocpiplatform.ocpi.tariffs.TariffElement;
import org.ocpiplatform.ocpi.tariffs.TariffRestrictions;

/** An element of a tariff, read once: its component of each dimension, and the restrictions in comparable form. */
final class PricedElement {

    private final Map<TariffDimensionType, PriceComponent> components = new EnumMap<>(TariffDimensionType.class);
    private final @Nullable TariffRestrictions restrictions;
    private final @Nullable LocalTime startTime;
    private final @Nullable LocalTime endTime;
    private final @Nullable LocalDate startDate;
    private final @Nullable LocalDate endDate;

    PricedElement(TariffElement element) {
        element.priceComponents().forEach(component -> components.putIfAbsent(component.type(), component));
        restrictions = element.restrictions();
        startTime = restrictions == null || restrictions.startTime() == null
                ? null
                : LocalTime.parse(restrictions.startTime());
        endTime =
                restrictions == null || restrictions.endTime() == null ? null : LocalTime.parse(restrictions.endTime());
        startDate = restrictions == null || restrictions.startDate() == null
                ? null
                : LocalDate.parse(restrictions.startDate());
        endDate =
                restrictions == null || restrictions.endDate() == null ? null : LocalDate.parse(restrictions.endDate());
    }

    @Nullable
    PriceComponent component(TariffDimensionType dimension) {
        return components.get(dimension);
    }

    /** Whether the element prices parking and nothing of charging, so that its flat fee is one for parking. */
    boolean isForParkingOnly() {
        return components.containsKey(TariffDimensionType.PARKING_TIME)
                && !components.containsKey(TariffDimensionType.TIME)
                && !components.containsKey(TariffDimensionType.ENERGY);
    }

    /** Whether the element is for what the slot is for: the session, a reservation, or one that expired. */
    boolean isFor(Slot slot) {
        return restrictions == null
                ? slot.reservation() == null
                : restrictions.booking() == null && restrictions.reservation() == slot.reservation();
    }

    boolean matches(Moment moment) {
        return restrictions == null
                || (withinHours(moment.local().toLocalTime())
                        && withinDates(moment.local().toLocalDate())
                        && onDay(restrictions, moment)
                        && within(restrictions.minKwh(), restrictions.maxKwh(), moment.kwh())
                        && within(restrictions.minCurrent(), restrictions.maxCurrent(), moment.current())
                        && within(restrictions.minPower(), restrictions.maxPower(), moment.power())
                        && within(
                                decimal(restrictions.minDuration()),
                                decimal(restrictions.maxDuration()),
                                moment.seconds()));
    }

    /** Adds the local times, the seconds and the energies at which the element may start or cease to match. */
    void addThresholds(Set<LocalTime> times, Set<BigDecimal> seconds, Set<BigDecimal> energies) {
        if (restrictions == null) {
            return;
        }
        addIfPresent(times, startTime);
        addIfPresent(times, endTime);
        boolean byDay = startDate != null
                || endDate != null
                || !restrictions.dayOfWeek().isEmpty();
        // A time without its counterpart holds from or until midnight.
        if (byDay || (startTime == null) != (endTime == null)) {
            times.add(LocalTime.MIDNIGHT);
        }
        addIfPresent(seconds, decimal(restrictions.minDuration()));
        addIfPresent(seconds, decimal(restrictions.maxDuration()));
        addIfPresent(energies, restrictions.minKwh());
        addIfPresent(energies, restrictions.maxKwh());
    }

    private boolean withinHours(LocalTime time) {
        if (startTime == null && endTime == null) {
            return true;
        }
        LocalTime from = startTime == null ? LocalTime.MIDNIGHT : startTime;
        LocalTime until = endTime == null ? LocalTime.MIDNIGHT : endTime;
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    private boolean withinDates(LocalDate date) {
        return (startDate == null || !date.isBefore(startDate)) && (endDate == null || date.isBefore(endDate));
    }

    private static boolean onDay(TariffRestrictions restrictions, Moment moment) {
        return restrictions.dayOfWeek().isEmpty()
                || restrictions
                        .dayOfWeek()
                        .contains(
                                DayOfWeek.valueOf(moment.local().getDayOfWeek().name()));
    }

    private static boolean within(@Nullable BigDecimal min, @Nullable BigDecimal max, @Nullable BigDecimal value) {
        if (min == null && max == null) {
            return true;
        }
        return value != null && (min == null || value.compareTo(min) >= 0) && (max == null || value.compareTo(max) < 0);
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }

    private static <T> void addIfPresent(Set<T> set, @Nullable T value) {
        if (value != null) {
            set.add(value);
        }
    }
}
