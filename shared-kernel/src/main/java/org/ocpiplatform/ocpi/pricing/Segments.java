package org.ocpiplatform.ocpi.pricing;

import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.pricing.Segment.Active;
import org.ocpiplatform.ocpi.tariffs.PriceComponent;
import org.ocpiplatform.ocpi.tariffs.Tariff;

/** Splits a session where another price component may become active, and says which are. */
final class Segments {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal SECONDS_OF_HOUR = BigDecimal.valueOf(3600);
    private static final int NANOS = 9;

    private final List<PricedElement> elements;
    private final boolean expiryHasTime;
    private final ZoneId timeZone;
    private final Set<LocalTime> times = new TreeSet<>();
    private final Set<BigDecimal> durations = new TreeSet<>();
    private final Set<BigDecimal> energies = new TreeSet<>();

    private Segments(Tariff tariff, ZoneId timeZone) {
        this.timeZone = timeZone;
        elements = tariff.elements().stream().map(PricedElement::new).toList();
        expiryHasTime = elements.stream()
                .anyMatch(element ->
                        element.isFor(Slot.EXPIRY_TIME) && element.component(Slot.EXPIRY_TIME.dimension()) != null);
        elements.forEach(element -> element.addThresholds(times, durations, energies));
    }

    /** The segments of the periods, in order. */
    static List<Segment> of(Tariff tariff, ZoneId timeZone, List<ChargedPeriod> periods) {
        return new Segments(tariff, timeZone).split(periods);
    }

    private List<Segment> split(List<ChargedPeriod> periods) {
        List<Segment> segments = new ArrayList<>();
        Instant reservedSince = null;
        Instant usedSince = null;
        BigDecimal kwh = ZERO;
        Instant previousEnd = Instant.MIN;
        for (ChargedPeriod period : periods) {
            if (period.start().isBefore(previousEnd)) {
                throw new IllegalArgumentException("periods must follow each other: one starts at " + period.start()
                        + ", before the end of another at " + previousEnd);
            }
            previousEnd = period.end();
            Instant since = switch (period.activity()) {
                case RESERVED, RESERVATION_EXPIRED -> {
                    reservedSince = reservedSince == null ? period.start() : reservedSince;
                    yield reservedSince;
                }
                case CHARGING, PARKING -> {
                    usedSince = usedSince == null ? period.start() : usedSince;
                    yield usedSince;
                }
            };
            split(period, since, kwh, segments);
            kwh = kwh.add(period.kwh());
        }
        return segments;
    }

    private void split(ChargedPeriod period, Instant since, BigDecimal kwhBefore, List<Segment> segments) {
        Set<Slot> slots = Slot.of(period, expiryHasTime);
        List<Cut> cuts = cuts(period, since, kwhBefore);
        Cut from = new Cut(period.start(), ZERO);
        for (Cut to : cuts) {
            boolean empty = to.at().equals(from.at()) && to.kwh().compareTo(from.kwh()) == 0;
            // A period of no time and no energy still has a flat fee.
            if (!empty || cuts.size() == 1) {
                BigDecimal middle = from.kwh().add(to.kwh()).divide(TWO).add(kwhBefore);
                Moment moment = new Moment(
                        from.at().atZone(timeZone), seconds(since, from.at()), middle, power(period), current(period));
                segments.add(new Segment(
                        from.at(), seconds(from.at(), to.at()), to.kwh().subtract(from.kwh()), active(slots, moment)));
            }
            from = to;
        }
    }

    private Map<Slot, Active> active(Set<Slot> slots, Moment moment) {
        Map<Slot, Active> active = new EnumMap<>(Slot.class);
        for (Slot slot : slots) {
            for (int i = 0; i < elements.size(); i++) {
                PricedElement element = elements.get(i);
                PriceComponent component = element.component(slot.dimension());
                if (component != null && element.isFor(slot) && element.matches(moment)) {
                    active.put(slot, new Active(i, element, component));
                    break;
                }
            }
        }
        return active;
    }

    /** The end of a segment, and the energy of the period until then. */
    private record Cut(Instant at, BigDecimal kwh) {}

    private List<Cut> cuts(ChargedPeriod period, Instant since, BigDecimal kwhBefore) {
        List<Cut> cuts = new ArrayList<>();
        BigDecimal length = seconds(period.start(), period.end());
        for (Instant at : instants(period, since)) {
            BigDecimal part = seconds(period.start(), at);
            cuts.add(new Cut(at, period.kwh().multiply(part).divide(length, MathContext.DECIMAL128)));
        }
        for (BigDecimal energy : energies) {
            BigDecimal part = energy.subtract(kwhBefore);
            if (part.signum() == period.kwh().signum()
                    && part.abs().compareTo(period.kwh().abs()) < 0) {
                BigDecimal after = length.multiply(part).divide(period.kwh(), NANOS, RoundingMode.HALF_UP);
                cuts.add(new Cut(
                        period.start().plusNanos(after.movePointRight(NANOS).longValueExact()), part));
            }
        }
        cuts.sort(Comparator.comparing(Cut::at).thenComparing(cut -> cut.kwh().abs()));
        cuts.add(new Cut(period.end(), period.kwh()));
        return cuts;
    }

    private Set<Instant> instants(ChargedPeriod period, Instant since) {
        Set<Instant> instants = new TreeSet<>();
        for (BigDecimal duration : durations) {
            addIfInside(instants, since.plusSeconds(duration.longValueExact()), period);
        }
        if (times.isEmpty()) {
            return instants;
        }
        ZoneRules rules = timeZone.getRules();
        LocalDate last = LocalDate.ofInstant(period.end(), timeZone);
        for (LocalDate date = LocalDate.ofInstant(period.start(), timeZone);
                !date.isAfter(last);
                date = date.plusDays(1)) {
            for (LocalTime time : times) {
                for (ZoneOffset offset : rules.getValidOffsets(date.atTime(time))) {
                    addIfInside(instants, date.atTime(time).toInstant(offset), period);
                }
            }
        }
        // Local times that are skipped or repeated begin to hold where the clocks change.
        for (ZoneOffsetTransition change = rules.nextTransition(period.start());
                change != null && change.getInstant().isBefore(period.end());
                change = rules.nextTransition(change.getInstant())) {
            instants.add(change.getInstant());
        }
        return instants;
    }

    private static void addIfInside(Set<Instant> instants, Instant instant, ChargedPeriod period) {
        if (instant.isAfter(period.start()) && instant.isBefore(period.end())) {
            instants.add(instant);
        }
    }

    private static @Nullable BigDecimal power(ChargedPeriod period) {
        if (period.averagePowerKw() != null) {
            return period.averagePowerKw();
        }
        BigDecimal length = seconds(period.start(), period.end());
        if (period.kwh().signum() == 0) {
            return ZERO;
        }
        return length.signum() == 0
                ? null
                : period.kwh().multiply(SECONDS_OF_HOUR).divide(length, MathContext.DECIMAL128);
    }

    private static @Nullable BigDecimal current(ChargedPeriod period) {
        return period.currentA() == null && period.kwh().signum() == 0 ? ZERO : period.currentA();
    }

    private static BigDecimal seconds(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), NANOS));
    }
}
