package org.ocpiplatform.ocpi.chargingprofiles;

/** What an EVSE did with a request about charging profiles (OCPI 2.3.0, ChargingProfileResultType enum). */
public enum ChargingProfileResultType {
    ACCEPTED,
    REJECTED,
    /** The EVSE has no such profile. */
    UNKNOWN
}
