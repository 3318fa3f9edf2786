package org.ocpiplatform.ocpi.json;

import java.math.BigDecimal;

/** The numbers that we take: those whose plain notation, which is the only one we emit, stays short. */
public final class PlainDecimal {

    private static final int MAX_DIGITS = 60;

    private PlainDecimal() {}

    /** Whether the number written without exponent has at most 60 digits on either side of the point. */
    public static boolean fits(BigDecimal number) {
        return number.scale() <= MAX_DIGITS && (long) number.precision() - number.scale() <= MAX_DIGITS;
    }
}
