package org.ocpiplatform.ocpi.pricing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.pricing.Segment.Active;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.types.Price;

/** Adds up what the segments of a session cost. */
final class Bill {

    private static final BigDecimal SECONDS_OF_HOUR = BigDecimal.valueOf(3600);
    private static final int WATT_HOURS = 3;

    /** Digits of a volume, in its unit of step_size, that count: what is below comes of computing with limited digits. */
    private static final int SIGNIFICANT = 3;

    private final Tariff tariff;
    private final Map<Part, Charges> parts = new EnumMap<>(Part.class);
    private final Map<Slot, BigDecimal> volumes = new EnumMap<>(Slot.class);
    private final Map<Slot, Active> last = new EnumMap<>(Slot.class);
    private @Nullable Slot lastTime;

    Bill(Tariff tariff, List<Segment> segments) {
        this.tariff = tariff;
        segments.forEach(segment -> segment.active().forEach((slot, active) -> add(slot, active, segment)));
        for (Slot slot : List.of(Slot.ENERGY, Slot.RESERVATION_TIME, Slot.EXPIRY_TIME)) {
            addStep(slot);
        }
        if (lastTime != null) {
            addStep(lastTime);
        }
    }

    private void add(Slot slot, Active active, Segment segment) {
        switch (slot) {
            case FLAT, RESERVATION_FLAT, EXPIRY_FLAT -> {
                if (last.putIfAbsent(slot, active) == null) {
                    charge(slot, active, active.component().price());
                }
            }
            case ENERGY -> addVolume(slot, active, segment.kwh().movePointRight(WATT_HOURS));
            case TIME, PARKING_TIME -> {
                addVolume(slot, active, segment.seconds());
                lastTime = segment.seconds().signum() == 0 ? lastTime : slot;
            }
            case RESERVATION_TIME, EXPIRY_TIME -> addVolume(slot, active, segment.seconds());
        }
    }

    private void addVolume(Slot slot, Active active, BigDecimal volume) {
        chargeVolume(slot, active, volume);
        if (volume.signum() != 0) {
            volumes.merge(slot, volume, BigDecimal::add);
            last.put(slot, active);
        }
    }

    /** Bills what the last component's step_size adds to the whole volume of the session. */
    private void addStep(Slot slot) {
        Active active = last.get(slot);
        if (active == null) {
            return;
        }
        BigDecimal volume = Objects.requireNonNull(volumes.get(slot)).setScale(SIGNIFICANT, RoundingMode.HALF_UP);
        BigDecimal step = BigDecimal.valueOf(active.component().stepSize());
        if (step.signum() > 0 && volume.signum() > 0) {
            BigDecimal steps = volume.divide(step, 0, RoundingMode.CEILING);
            chargeVolume(slot, active, steps.multiply(step).subtract(volume));
        }
    }

    /**
     * Bills a volume.
     *
     * @param volume in the unit of step_size: watt-hours or seconds
     */
    private void chargeVolume(Slot slot, Active active, BigDecimal volume) {
        BigDecimal price = active.component().price().multiply(volume);
        charge(
                slot,
                active,
                slot == Slot.ENERGY
                        ? price.movePointLeft(WATT_HOURS)
                        : price.divide(SECONDS_OF_HOUR, MathContext.DECIMAL128));
    }

    private void charge(Slot slot, Active active, BigDecimal amount) {
        parts.merge(Part.of(slot, active), Charges.of(active.component(), tariff.taxIncluded(), amount), Charges::plus);
    }

    SessionPrice price() {
        Charges sum = parts.values().stream().reduce(Charges.NONE, Charges::plus);
        return new SessionPrice(
                Limits.apply(tariff, sum),
                price(Part.FIXED),
                price(Part.ENERGY),
                price(Part.TIME),
                price(Part.PARKING),
                price(Part.RESERVATION));
    }

    private @Nullable Price price(Part part) {
        Charges charges = parts.get(part);
        return charges == null ? null : charges.price();
    }

    /** The parts of the price that a CDR tells apart. */
    private enum Part {
        FIXED,
        ENERGY,
        TIME,
        PARKING,
        RESERVATION;

        static Part of(Slot slot, Active active) {
            return switch (slot) {
                case FLAT -> active.element().isForParkingOnly() ? PARKING : FIXED;
                case ENERGY -> ENERGY;
                case TIME -> TIME;
                case PARKING_TIME -> PARKING;
                case RESERVATION_FLAT, RESERVATION_TIME, EXPIRY_FLAT, EXPIRY_TIME -> RESERVATION;
            };
        }
    }
}
