package org.ocpiplatform.api.admin;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;

/** Numbers in the queries of administrators. */
final class Numbers {

    private Numbers() {}

    /**
     * The number in a parameter.
     *
     * @param absent for a parameter that is
     * @param most for a larger one
     * @throws Rejection if it is none, or too small
     */
    static int of(String name, @Nullable String text, int absent, int least, int most) {
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return Math.min(number, most);
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is too small.
        }
        throw Rejection.invalid(name + " must be a number of at least " + least);
    }
}
