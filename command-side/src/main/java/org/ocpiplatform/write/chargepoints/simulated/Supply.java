package org.ocpiplatform.write.chargepoints.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.PowerType;

/**
 * What a connector can give.
 *
 * @param volts of one phase, of the two phases together where they are split, or of the direct current
 * @param maxWatts on all phases together
 */
public record Supply(PowerType powerType, int volts, double maxWatts) {

    private static final int AMPERE_DIGITS = 3;

    /** The connector's max_electric_power, or where it has none what voltage, amperage and phases make. */
    public static Supply of(Connector connector) {
        Supply unlimited = new Supply(connector.powerType(), connector.maxVoltage(), Double.POSITIVE_INFINITY);
        double watts = connector.maxElectricPower() == null
                ? unlimited.watts(connector.maxAmperage())
                : connector.maxElectricPower();
        return new Supply(connector.powerType(), connector.maxVoltage(), Math.max(0, watts));
    }

    /**
     * The power that a current makes.
     *
     * @param amperes of each phase
     * @return watts on all phases together, without regard to the maximum
     */
    public double watts(double amperes) {
        return amperes * volts * phases();
    }

    /**
     * The current that a power takes.
     *
     * @return amperes with 3 decimals, sum over the phases; absent where the connector gives no voltage
     */
    @Nullable
    BigDecimal amperes(double watts) {
        return volts <= 0 ? null : BigDecimal.valueOf(watts / volts).setScale(AMPERE_DIGITS, RoundingMode.HALF_UP);
    }

    private int phases() {
        return switch (powerType) {
            case AC_1_PHASE, AC_2_PHASE_SPLIT, DC -> 1;
            case AC_2_PHASE -> 2;
            case AC_3_PHASE -> 3;
        };
    }
}
