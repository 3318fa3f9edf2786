package org.ocpiplatform.write.chargepoints.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfile;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfilePeriod;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingRateUnit;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Charging;

/** Charging profiles as limits of the power, and back; all in the car's time. */
final class Profiles {

    /** Of the limits in a profile. */
    private static final int DECIMALS = 1;

    private static final int MILLIS = 1000;

    private Profiles() {}

    /** A profile is set, and holds from an instant on instead of what was set before. */
    static Charging set(Charging charging, Supply supply, ChargingProfile profile, Instant now) {
        Instant begin = profile.startDateTime() == null ? charging.start() : charging.carTime(profile.startDateTime());
        List<PowerLimit> limits = before(charging, now);
        BigDecimal watts = null;
        List<PowerLimit> later = new ArrayList<>();
        for (ChargingProfilePeriod period : profile.chargingProfilePeriod()) {
            Instant from = begin.plusSeconds(period.startPeriod());
            if (from.isAfter(now)) {
                later.add(new PowerLimit(from, watts(supply, profile.chargingRateUnit(), period.limit())));
            } else {
                watts = watts(supply, profile.chargingRateUnit(), period.limit());
            }
        }
        if (profile.duration() != null) {
            Instant end = begin.plusSeconds(profile.duration());
            later.removeIf(limit -> !limit.from().isBefore(end));
            if (end.isAfter(now)) {
                later.add(new PowerLimit(end, null));
            } else {
                watts = null;
            }
        }
        limits.add(new PowerLimit(now, watts));
        limits.addAll(later);
        return charging.limited(limits, profile.chargingRateUnit());
    }

    /** No profile holds from an instant on. */
    static Charging cleared(Charging charging, Instant now) {
        List<PowerLimit> limits = before(charging, now);
        limits.add(new PowerLimit(now, null));
        return charging.limited(limits, null);
    }

    /** Since when the limit holds that does at an instant; absent where none was ever set. */
    static Optional<Instant> since(Charging charging, Instant now) {
        return charging.limits().stream()
                .map(PowerLimit::from)
                .filter(from -> !from.isAfter(now))
                .max(Comparator.naturalOrder());
    }

    /** When the next limit begins to hold; absent where none does. */
    static Optional<Instant> next(Charging charging, Instant now) {
        return charging.limits().stream()
                .map(PowerLimit::from)
                .filter(from -> from.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** What holds from an instant on: what was set, but no more than the connector can give. */
    static ActiveChargingProfile active(Charging charging, Supply supply, Instant now, int duration) {
        ChargingRateUnit unit = charging.unit() == null ? ChargingRateUnit.W : charging.unit();
        Map<Integer, BigDecimal> limits = new TreeMap<>();
        limits.put(0, limit(supply, unit, null));
        for (PowerLimit limit : charging.limits()) {
            long second = Math.ceilDiv(Duration.between(now, limit.from()).toMillis(), MILLIS);
            if (second < duration) {
                limits.put((int) Math.max(0, second), limit(supply, unit, limit.watts()));
            }
        }
        List<ChargingProfilePeriod> periods = new ArrayList<>();
        limits.forEach((second, limit) -> {
            if (periods.isEmpty() || periods.getLast().limit().compareTo(limit) != 0) {
                periods.add(new ChargingProfilePeriod(second, limit, Map.of()));
            }
        });
        return new ActiveChargingProfile(
                now,
                new ChargingProfile(now, duration == 0 ? null : duration, unit, null, periods, Map.of()),
                Map.of());
    }

    private static List<PowerLimit> before(Charging charging, Instant now) {
        return new ArrayList<>(charging.limits().stream()
                .filter(limit -> limit.from().isBefore(now))
                .toList());
    }

    private static BigDecimal watts(Supply supply, ChargingRateUnit unit, BigDecimal limit) {
        return switch (unit) {
            case W -> limit;
            case A -> BigDecimal.valueOf(supply.watts(limit.doubleValue()));
        };
    }

    private static BigDecimal limit(Supply supply, ChargingRateUnit unit, @Nullable BigDecimal watts) {
        double most = watts == null ? supply.maxWatts() : Math.min(supply.maxWatts(), watts.doubleValue());
        double wattsOfUnit = unit == ChargingRateUnit.A ? supply.watts(1) : 1;
        return wattsOfUnit <= 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(most / wattsOfUnit).setScale(DECIMALS, RoundingMode.DOWN);
    }
}
