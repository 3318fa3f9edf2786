package org.ocpiplatform.ocpi.types;

/** How a driver wants to be charged (OCPI 2.3.0, ProfileType enum). */
public enum ProfileType {
    CHEAP,
    FAST,
    GREEN,
    REGULAR
}
