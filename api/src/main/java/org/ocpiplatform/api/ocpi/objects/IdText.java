package org.ocpiplatform.api.ocpi.objects;

import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;

/** Which texts of a path can be ids. */
public final class IdText {

    private IdText() {}

    /** Whether the text is 1 to {@code maxLength} characters of printable ASCII. */
    public static boolean fits(CiString value, int maxLength) {
        String text = value.toString();
        return !text.isEmpty() && text.length() <= maxLength && text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }

    /**
     * Lets only a text pass that can be the id of something to create.
     *
     * @param what the id's name in the message
     * @throws Rejection if it can be none
     */
    public static CiString creatable(String what, CiString value, int maxLength) {
        if (!fits(value, maxLength)) {
            throw Rejection.invalid(what + " in the path must be 1 to " + maxLength + " printable ASCII characters");
        }
        return value;
    }
}
