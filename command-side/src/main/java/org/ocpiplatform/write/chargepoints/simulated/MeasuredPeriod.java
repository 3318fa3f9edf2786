package org.ocpiplatform.write.chargepoints.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.cdrs.CdrDimension;
import org.ocpiplatform.ocpi.cdrs.CdrDimensionType;
import org.ocpiplatform.ocpi.cdrs.ChargingPeriod;
import org.ocpiplatform.ocpi.pricing.Activity;
import org.ocpiplatform.ocpi.pricing.ChargedPeriod;

/**
 * A period as the meter saw it.
 *
 * @param charged CHARGING or PARKING, as it is priced
 * @param minPowerKw lowest power in it
 * @param maxPowerKw highest power in it
 * @param minCurrentA lowest current in it, sum over the phases; absent, as the highest, where the voltage is not known
 * @param maxCurrentA highest current in it, sum over the phases
 * @param tariffId absent where no tariff applies
 */
public record MeasuredPeriod(
        ChargedPeriod charged,
        BigDecimal minPowerKw,
        BigDecimal maxPowerKw,
        @Nullable BigDecimal minCurrentA,
        @Nullable BigDecimal maxCurrentA,
        @Nullable CiString tariffId) {

    private static final BigDecimal MILLIS_OF_HOUR = BigDecimal.valueOf(3_600_000);

    /** So that periods of milliseconds are told apart. */
    private static final int HOUR_DIGITS = 6;

    /** The period in a Session, with averages. */
    public ChargingPeriod forSession() {
        List<CdrDimension> dimensions = dimensions();
        if (charged.activity() == Activity.CHARGING) {
            add(dimensions, CdrDimensionType.POWER, charged.averagePowerKw());
            add(dimensions, CdrDimensionType.CURRENT, charged.currentA());
        }
        return period(dimensions);
    }

    /** The period in a CDR, which may not have averages (OCPI 2.3.0, CdrDimensionType enum). */
    public ChargingPeriod forCdr() {
        return period(dimensions());
    }

    private ChargingPeriod period(List<CdrDimension> dimensions) {
        return new ChargingPeriod(charged.start(), dimensions, tariffId, Map.of());
    }

    private List<CdrDimension> dimensions() {
        List<CdrDimension> dimensions = new ArrayList<>();
        if (charged.activity() == Activity.PARKING) {
            add(dimensions, CdrDimensionType.PARKING_TIME, hours());
            return dimensions;
        }
        add(dimensions, CdrDimensionType.ENERGY, charged.kwh());
        add(dimensions, CdrDimensionType.TIME, hours());
        add(dimensions, CdrDimensionType.MAX_POWER, maxPowerKw);
        add(dimensions, CdrDimensionType.MIN_POWER, minPowerKw);
        add(dimensions, CdrDimensionType.MAX_CURRENT, maxCurrentA);
        add(dimensions, CdrDimensionType.MIN_CURRENT, minCurrentA);
        return dimensions;
    }

    private BigDecimal hours() {
        long millis = Duration.between(charged.start(), charged.end()).toMillis();
        return BigDecimal.valueOf(millis).divide(MILLIS_OF_HOUR, HOUR_DIGITS, RoundingMode.HALF_UP);
    }

    private static void add(List<CdrDimension> dimensions, CdrDimensionType type, @Nullable BigDecimal volume) {
        if (volume != null) {
            BigDecimal stripped = volume.stripTrailingZeros();
            dimensions.add(new CdrDimension(type, stripped.setScale(Math.max(0, stripped.scale())), Map.of()));
        }
    }
}
