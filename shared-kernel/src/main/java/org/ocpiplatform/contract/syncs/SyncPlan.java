package org.ocpiplatform.contract.syncs;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;

/**
 * The lists that are pulled from partners, in the order in which one builds on another (OCPI 2.3.0, which module
 * belongs to which role).
 */
public enum SyncPlan {
    TARIFFS(ObjectKind.TARIFF, ModuleId.TARIFFS, null, Side.EMSP, Role.CPO, Readers.OF_SITES),
    LOCATIONS(ObjectKind.LOCATION, ModuleId.LOCATIONS, null, Side.EMSP, Role.CPO, Readers.OF_SITES),
    TOKENS(ObjectKind.TOKEN, ModuleId.TOKENS, null, Side.CPO, Role.EMSP, Readers.CPOS),
    SESSIONS(ObjectKind.SESSION, ModuleId.SESSIONS, null, Side.EMSP, Role.CPO, Readers.OF_SESSIONS),
    CDRS(ObjectKind.CDR, ModuleId.CDRS, null, Side.EMSP, Role.CPO, Readers.OF_CDRS),
    BOOKING_LOCATIONS(
            ObjectKind.BOOKING_LOCATION, ModuleId.BOOKINGS, "booking_locations", Side.EMSP, Role.CPO, Readers.EMSPS),
    BOOKINGS(ObjectKind.BOOKING, ModuleId.BOOKINGS, null, Side.EMSP, Role.CPO, Readers.EMSPS),
    INVOICE_RECONCILIATION(
            ObjectKind.INVOICE_RECONCILIATION_RECORD,
            ModuleId.INVOICE_RECONCILIATION,
            null,
            Side.EMSP,
            Role.CPO,
            Readers.EMSPS),
    TERMINALS(ObjectKind.TERMINAL, ModuleId.PAYMENTS, "terminals", Side.CPO, Role.PTP, Readers.CPOS),
    CONFIRMATIONS(
            ObjectKind.FINANCIAL_ADVICE_CONFIRMATION,
            ModuleId.PAYMENTS,
            "financial-advice-confirmations",
            Side.CPO,
            Role.PTP,
            Readers.CPOS),
    CLIENT_INFOS(ObjectKind.CLIENT_INFO, ModuleId.HUB_CLIENT_INFO, null, Side.CPO, null, Readers.ALL);

    /** The roles that receive. */
    private static final class Readers {
        static final Set<Role> ALL = EnumSet.allOf(Role.class);
        static final Set<Role> CPOS = EnumSet.of(Role.CPO);
        static final Set<Role> EMSPS = EnumSet.of(Role.EMSP);
        static final Set<Role> OF_SITES = EnumSet.of(Role.EMSP, Role.NSP, Role.NAP, Role.PTP);
        static final Set<Role> OF_SESSIONS = EnumSet.of(Role.EMSP, Role.SCSP, Role.PTP);
        static final Set<Role> OF_CDRS = EnumSet.of(Role.EMSP, Role.PTP);
    }

    private final ObjectKind kind;
    private final ModuleId module;
    private final @Nullable String segment;
    private final Side side;
    private final @Nullable Role owner;
    private final Set<Role> readers;

    SyncPlan(
            ObjectKind kind,
            ModuleId module,
            @Nullable String segment,
            Side side,
            @Nullable Role owner,
            Set<Role> readers) {
        this.kind = kind;
        this.module = module;
        this.segment = segment;
        this.side = side;
        this.owner = owner;
        this.readers = readers;
    }

    /** The list of one kind of objects. */
    public static SyncPlan of(ObjectKind kind) {
        return Arrays.stream(values())
                .filter(list -> list.kind == kind)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The lists to pull from a partner: those that it serves, of owners whom it speaks for, for roles that are here.
     * Client infos are a hub's.
     *
     * @param here what {@link #rolesHere} says
     */
    public static List<SyncPlan> of(PartnerView partner, Set<Role> here) {
        return Arrays.stream(values())
                .filter(list ->
                        list.isServedBy(partner) && list.readers.stream().anyMatch(here::contains))
                .toList();
    }

    /** The roles of the parties that this platform itself acts for, and of those whose systems are reached only through it. */
    public static Set<Role> rolesHere(OwnParties own, Collection<PartnerView> partners) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        own.roles().forEach(held -> roles.add(held.role()));
        partners.stream()
                .filter(PartnerView::hosted)
                .flatMap(partner -> partner.roles().stream())
                .forEach(held -> roles.add(held.role()));
        return roles;
    }

    private boolean isServedBy(PartnerView partner) {
        boolean owns = owner == null
                ? partner.hubPartyId() != null
                : partner.roles().stream().anyMatch(held -> held.role() == owner);
        return owns
                && partner.endpoints().stream()
                        .anyMatch(endpoint ->
                                endpoint.identifier().equals(module) && endpoint.role() == InterfaceRole.SENDER);
    }

    /** What the list consists of. */
    public ObjectKind kind() {
        return kind;
    }

    /** The module whose Sender interface has the list. */
    public ModuleId module() {
        return module;
    }

    /** What follows the interface's URL; nothing if the list is at the URL itself. */
    public @Nullable String segment() {
        return segment;
    }

    /** Where the objects are kept. */
    public Side side() {
        return side;
    }

    /** The role of the parties that own the objects; none if a hub tells of others. */
    public @Nullable Role owner() {
        return owner;
    }

    /** The roles of the parties that the objects are for. */
    public Set<Role> readers() {
        return readers;
    }
}
