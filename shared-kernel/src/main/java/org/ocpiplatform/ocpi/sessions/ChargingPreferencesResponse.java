package org.ocpiplatform.ocpi.sessions;

/** What became of a driver's preferences (OCPI 2.3.0, ChargingPreferencesResponse enum). */
public enum ChargingPreferencesResponse {
    ACCEPTED,
    DEPARTURE_REQUIRED,
    ENERGY_NEED_REQUIRED,
    NOT_POSSIBLE,
    PROFILE_TYPE_NOT_SUPPORTED
}
