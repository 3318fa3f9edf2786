package org.ocpiplatform.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;

/** What the simulator plays, which decides the endpoints that it offers (OCPI 2.3.0, chapter Market roles). */
public enum PartnerRole {
    CPO(
            Role.CPO,
            "cdrs locations sessions tariffs bookings invoicereconciliation",
            "chargingprofiles commands hubclientinfo tokens payments"),
    EMSP(
            Role.EMSP,
            "chargingprofiles commands tokens",
            "cdrs hubclientinfo locations sessions tariffs bookings invoicereconciliation"),
    /** Introduces itself as OTHER with a {@code hub_party_id}, since 2.3.0 has no role for a hub. */
    HUB(
            Role.OTHER,
            "bookings cdrs chargingprofiles commands hubclientinfo locations sessions tariffs tokens",
            "bookings cdrs chargingprofiles commands locations sessions tariffs tokens"),
    NAP(Role.NAP, "locations tariffs", "hubclientinfo locations tariffs"),
    NSP(Role.NSP, "", "hubclientinfo locations tariffs"),
    PTP(Role.PTP, "commands payments", "cdrs locations sessions tariffs"),
    SCSP(Role.SCSP, "chargingprofiles", "hubclientinfo sessions");

    private final Role role;
    private final Set<String> sender;
    private final Set<String> receiver;

    PartnerRole(Role role, String sender, String receiver) {
        this.role = role;
        this.sender = Set.of(sender.isEmpty() ? new String[0] : sender.split(" "));
        this.receiver = Set.of(receiver.split(" "));
    }

    /** The identifiers of all modules that any role has, in alphabetical order. */
    static List<String> identifiers() {
        return Arrays.stream(values())
                .flatMap(each -> Stream.concat(each.sender.stream(), each.receiver.stream()))
                .distinct()
                .sorted()
                .toList();
    }

    Role role() {
        return role;
    }

    /** Whether a platform with one of these roles offers this interface of a module. */
    static boolean offered(Set<PartnerRole> roles, String identifier, InterfaceRole side) {
        return roles.stream()
                .anyMatch(each -> (side == InterfaceRole.SENDER ? each.sender : each.receiver).contains(identifier));
    }
}
