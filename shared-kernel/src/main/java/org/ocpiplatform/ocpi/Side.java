package org.ocpiplatform.ocpi;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The role in which this platform holds a piece of data; part of every replica's identity. */
public enum Side {
    /** What CPOs publish through us, and what a CPO receives. */
    CPO,
    /** What an eMSP receives, and what it publishes. */
    EMSP,
    /** What a payment terminal provider publishes. */
    PTP,
    /** What a hub tells of the parties that it connects; objects are never held under it. */
    HUB;

    /** The path segment and stored form: {@code cpo}, {@code emsp}, {@code ptp} or {@code hub}. */
    @JsonValue
    public String segment() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The side with this {@linkplain #segment() segment}. */
    @JsonCreator
    public static Side of(String segment) {
        return valueOf(segment.toUpperCase(Locale.ROOT));
    }
}
