package org.ocpiplatform.ocpi.tariffs;

/** A day on which a tariff element applies (OCPI 2.3.0, DayOfWeek enum). */
public enum DayOfWeek {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY
}
