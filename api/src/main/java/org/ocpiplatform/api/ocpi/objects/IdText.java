package org.ocpiplatform.api.ocpi.objects;

import org.ocpiplatform.ocpi.CiString;

/** Which texts of a path can be ids. */
public final class IdText {

    private IdText() {}

    /** Whether the text is 1 to {@code maxLength} characters of printable ASCII. */
    public static boolean fits(CiString value, int maxLength) {
        String text = value.toString();
        return !text.isEmpty() && text.length() <= maxLength && text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }

    /** What to say of a text that can be none. */
    public static String demand(String what, int maxLength) {
        return what + " in the path must be 1 to " + maxLength + " printable ASCII characters";
    }
}
