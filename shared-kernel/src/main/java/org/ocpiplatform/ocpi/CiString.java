package org.ocpiplatform.ocpi;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * OCPI's CiString: compared without regard to case, given back in the spelling it came in (OCPI 2.3.0, chapter Types).
 */
public final class CiString implements Comparable<CiString> {

    private final String spelling;
    private final String key;

    private CiString(String spelling) {
        this.spelling = spelling;
        this.key = spelling.toUpperCase(Locale.ROOT);
    }

    /** The CiString with this spelling. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CiString of(String spelling) {
        return new CiString(spelling);
    }

    /** The upper-cased form, by which two spellings are the same; use it for keys and URLs of identities. */
    public String key() {
        return key;
    }

    @Override
    public int compareTo(CiString other) {
        return key.compareTo(other.key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CiString that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The original spelling. */
    @Override
    @JsonValue
    public String toString() {
        return spelling;
    }
}
