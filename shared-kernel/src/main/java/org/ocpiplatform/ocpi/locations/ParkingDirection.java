package org.ocpiplatform.ocpi.locations;

/** How vehicles stand to the road they come from (OCPI 2.3.0, ParkingDirection enum). */
public enum ParkingDirection {
    PARALLEL,
    PERPENDICULAR,
    ANGLE
}
