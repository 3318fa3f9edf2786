package org.ocpiplatform.ocpi.tariffs;

/** The sessions that a tariff is for (OCPI 2.3.0, TariffType enum). */
public enum TariffType {
    AD_HOC_PAYMENT,
    PROFILE_CHEAP,
    PROFILE_FAST,
    PROFILE_GREEN,
    REGULAR
}
