package org.ocpiplatform.ocpi.locations;

/** The current that a connector supplies (OCPI 2.3.0, PowerType enum). */
public enum PowerType {
    AC_1_PHASE,
    AC_2_PHASE,
    /** Two phases of a split-phase or three-phase supply, at the voltage between them. */
    AC_2_PHASE_SPLIT,
    AC_3_PHASE,
    DC
}
