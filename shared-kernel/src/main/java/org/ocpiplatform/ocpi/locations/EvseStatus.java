package org.ocpiplatform.ocpi.locations;

/** What an EVSE can be used for now (OCPI 2.3.0, Status enum). */
public enum EvseStatus {
    AVAILABLE,
    BLOCKED,
    CHARGING,
    INOPERATIVE,
    OUTOFORDER,
    PLANNED,
    REMOVED,
    RESERVED,
    UNKNOWN
}
