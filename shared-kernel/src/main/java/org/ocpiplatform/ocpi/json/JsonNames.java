package org.ocpiplatform.ocpi.json;

import java.util.Locale;
import java.util.regex.Pattern;

/** The JSON spelling of Java names. */
public final class JsonNames {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private JsonNames() {}

    /** {@code chargingPeriods} as {@code charging_periods}. */
    public static String snakeCase(String javaName) {
        return HUMP.matcher(javaName).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
