package org.ocpiplatform.ocpi.locations;

/** Where an EVSE stands as seen from a parking place (OCPI 2.3.0, EVSEPosition enum). */
public enum EvsePosition {
    LEFT,
    RIGHT,
    CENTER
}
