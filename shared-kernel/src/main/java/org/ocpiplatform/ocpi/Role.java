package org.ocpiplatform.ocpi;

import com.fasterxml.jackson.annotation.JsonAlias;

/** The role of a party (OCPI 2.3.0, Role enum, with PTP of the payments extension). */
public enum Role {
    CPO,
    EMSP,
    NAP,
    NSP,
    /** Also what is read for HUB, which 2.3.0 dropped and older peers still send. */
    @JsonAlias("HUB")
    OTHER,
    PTP,
    SCSP
}
