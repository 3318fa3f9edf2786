package org.ocpiplatform.ocpi;

import com.fasterxml.jackson.annotation.JsonCreator;

/** The role of a party (OCPI 2.3.0, Role enum, with PTP of the payments extension). */
public enum Role {
    CPO,
    EMSP,
    NAP,
    NSP,
    OTHER,
    PTP,
    SCSP;

    /** Reads a role; HUB, which 2.3.0 dropped, is what older peers still send for a platform of no other role. */
    @JsonCreator
    public static Role of(String value) {
        return value.equals("HUB") ? OTHER : valueOf(value);
    }
}
