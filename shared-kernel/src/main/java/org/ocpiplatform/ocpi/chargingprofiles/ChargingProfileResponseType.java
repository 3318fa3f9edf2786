package org.ocpiplatform.ocpi.chargingprofiles;

/** Whether a CPO passes a request about charging profiles on (OCPI 2.3.0, ChargingProfileResponseType enum). */
public enum ChargingProfileResponseType {
    ACCEPTED,
    NOT_SUPPORTED,
    REJECTED,
    TOO_OFTEN,
    UNKNOWN_SESSION
}
