package org.ocpiplatform.ocpi.pricing;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.tariffs.ReservationRestrictionType;
import org.ocpiplatform.ocpi.tariffs.TariffDimensionType;

/** A place for which at any moment at most one price component is active: a dimension, of the session or of its reservation. */
enum Slot {
    FLAT(TariffDimensionType.FLAT, null),
    ENERGY(TariffDimensionType.ENERGY, null),
    TIME(TariffDimensionType.TIME, null),
    PARKING_TIME(TariffDimensionType.PARKING_TIME, null),
    RESERVATION_FLAT(TariffDimensionType.FLAT, ReservationRestrictionType.RESERVATION),
    RESERVATION_TIME(TariffDimensionType.TIME, ReservationRestrictionType.RESERVATION),
    EXPIRY_FLAT(TariffDimensionType.FLAT, ReservationRestrictionType.RESERVATION_EXPIRES),
    EXPIRY_TIME(TariffDimensionType.TIME, ReservationRestrictionType.RESERVATION_EXPIRES);

    private final TariffDimensionType dimension;
    private final @Nullable ReservationRestrictionType reservation;

    Slot(TariffDimensionType dimension, @Nullable ReservationRestrictionType reservation) {
        this.dimension = dimension;
        this.reservation = reservation;
    }

    TariffDimensionType dimension() {
        return dimension;
    }

    /** The restriction to reservations that an element must have; none where it must have none. */
    @Nullable
    ReservationRestrictionType reservation() {
        return reservation;
    }

    /**
     * The slots that are billed in a period.
     *
     * @param expiryHasTime whether the tariff prices the time of expired reservations, which then replaces that of others
     */
    static Set<Slot> of(ChargedPeriod period, boolean expiryHasTime) {
        return switch (period.activity()) {
            case CHARGING -> EnumSet.of(FLAT, ENERGY, TIME);
            case PARKING ->
                period.kwh().signum() == 0 ? EnumSet.of(FLAT, PARKING_TIME) : EnumSet.of(FLAT, ENERGY, PARKING_TIME);
            case RESERVED -> EnumSet.of(RESERVATION_FLAT, RESERVATION_TIME);
            case RESERVATION_EXPIRED ->
                EnumSet.of(RESERVATION_FLAT, EXPIRY_FLAT, expiryHasTime ? EXPIRY_TIME : RESERVATION_TIME);
        };
    }
}
