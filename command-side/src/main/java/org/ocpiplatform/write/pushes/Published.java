package org.ocpiplatform.write.pushes;

import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;

/**
 * Where objects of a kind come from and by which module they reach partners (OCPI 2.3.0, modules and market roles).
 *
 * @param side on which their owners publish them
 * @param module by which they are pushed
 * @param receiver interface of the module to which they are pushed: the Receiver, but where their owner is one itself
 * @param owner role of the party that owns them
 */
record Published(Side side, ModuleId module, InterfaceRole receiver, Role owner) {

    private Published(Side side, ModuleId module, Role owner) {
        this(side, module, InterfaceRole.RECEIVER, owner);
    }

    static Published of(ObjectKind kind) {
        return switch (kind) {
            case LOCATION -> new Published(Side.CPO, ModuleId.LOCATIONS, Role.CPO);
            case TARIFF -> new Published(Side.CPO, ModuleId.TARIFFS, Role.CPO);
            case SESSION -> new Published(Side.CPO, ModuleId.SESSIONS, Role.CPO);
            case CDR -> new Published(Side.CPO, ModuleId.CDRS, Role.CPO);
            case BOOKING, BOOKING_LOCATION -> new Published(Side.CPO, ModuleId.BOOKINGS, Role.CPO);
            case INVOICE_RECONCILIATION_RECORD -> new Published(Side.CPO, ModuleId.INVOICE_RECONCILIATION, Role.CPO);
            case TOKEN -> new Published(Side.EMSP, ModuleId.TOKENS, Role.EMSP);
            case TERMINAL, FINANCIAL_ADVICE_CONFIRMATION -> new Published(Side.PTP, ModuleId.PAYMENTS, Role.PTP);
            case ACTIVE_CHARGING_PROFILE ->
                new Published(Side.CPO, ModuleId.CHARGING_PROFILES, InterfaceRole.SENDER, Role.CPO);
            case CLIENT_INFO -> new Published(Side.CPO, ModuleId.HUB_CLIENT_INFO, Role.OTHER);
        };
    }

    /**
     * Whether a hub tells everybody of the objects of a kind that were told to it, and so are held on another side than
     * that where they are published.
     */
    static boolean toldByHubs(ObjectKind kind) {
        return kind == ObjectKind.LOCATION
                || kind == ObjectKind.TARIFF
                || kind == ObjectKind.TOKEN
                || kind == ObjectKind.BOOKING_LOCATION;
    }

    /** Whether a lost one is never made good by a later change, because there is none. */
    static boolean once(ObjectKind kind) {
        return kind == ObjectKind.CDR || kind == ObjectKind.FINANCIAL_ADVICE_CONFIRMATION;
    }
}
