package org.ocpiplatform.write.partners;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.versions.Endpoint;

/** Whether two platforms have anything to tell each other (OCPI 2.3.0, typical implementations by market role). */
final class CommonInterfaces {

    private static final Set<ModuleId> OF_CHARGE_POINTS = Set.of(
            ModuleId.CDRS,
            ModuleId.LOCATIONS,
            ModuleId.SESSIONS,
            ModuleId.TARIFFS,
            ModuleId.BOOKINGS,
            ModuleId.INVOICE_RECONCILIATION);
    private static final Set<ModuleId> OF_DRIVERS =
            Set.of(ModuleId.TOKENS, ModuleId.COMMANDS, ModuleId.CHARGING_PROFILES, ModuleId.INVOICE_RECONCILIATION);

    /** The modules whose data a role owns. */
    private static final Map<Role, Set<ModuleId>> SENT = Map.of(
            Role.CPO, OF_CHARGE_POINTS,
            Role.EMSP, OF_DRIVERS,
            Role.NAP, Set.of(ModuleId.LOCATIONS, ModuleId.TARIFFS),
            Role.NSP, Set.of(),
            Role.PTP, Set.of(ModuleId.PAYMENTS, ModuleId.COMMANDS),
            Role.SCSP, Set.of(ModuleId.CHARGING_PROFILES));

    /** The modules whose data a role takes, beside the parties behind hubs, of whom all but the PTP hear. */
    private static final Map<Role, Set<ModuleId>> RECEIVED = Map.of(
            Role.CPO,
                    Set.of(
                            ModuleId.TOKENS,
                            ModuleId.COMMANDS,
                            ModuleId.CHARGING_PROFILES,
                            ModuleId.PAYMENTS,
                            ModuleId.INVOICE_RECONCILIATION,
                            ModuleId.HUB_CLIENT_INFO),
            Role.EMSP,
                    Stream.concat(OF_CHARGE_POINTS.stream(), Stream.of(ModuleId.HUB_CLIENT_INFO))
                            .collect(Collectors.toUnmodifiableSet()),
            Role.NAP, Set.of(ModuleId.LOCATIONS, ModuleId.TARIFFS, ModuleId.HUB_CLIENT_INFO),
            Role.NSP, Set.of(ModuleId.LOCATIONS, ModuleId.TARIFFS, ModuleId.HUB_CLIENT_INFO),
            Role.PTP, Set.of(ModuleId.CDRS, ModuleId.LOCATIONS, ModuleId.SESSIONS, ModuleId.TARIFFS),
            Role.SCSP, Set.of(ModuleId.SESSIONS, ModuleId.HUB_CLIENT_INFO));

    private CommonInterfaces() {}

    /**
     * Checks that the other platform has its registration and something of use for us.
     *
     * @param own the roles in which we meet it
     * @throws Rejection if not
     */
    static void require(List<Endpoint> endpoints, List<CredentialsRole> own) {
        if (endpoints.stream().noneMatch(endpoint -> endpoint.identifier().equals(ModuleId.CREDENTIALS))) {
            throw new Rejection(Rejection.Code.ENDPOINTS_MISSING, "version 2.3.0 has no credentials endpoint there");
        }
        Set<Role> roles = own.stream()
                .map(CredentialsRole::role)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        if (endpoints.stream()
                .noneMatch(endpoint ->
                        roles.stream().anyMatch(role -> uses(role, endpoint.identifier(), endpoint.role())))) {
            throw new Rejection(
                    Rejection.Code.ENDPOINTS_MISSING,
                    "version 2.3.0 has no module there that one of " + roles + " could use");
        }
    }

    /** A sender needs a receiver, and the other way round. */
    private static boolean uses(Role role, ModuleId module, InterfaceRole theirs) {
        if (role == Role.OTHER) {
            return !module.equals(ModuleId.CREDENTIALS);
        }
        return switch (theirs) {
            case RECEIVER -> SENT.getOrDefault(role, Set.of()).contains(module);
            case SENDER -> RECEIVED.getOrDefault(role, Set.of()).contains(module);
        };
    }
}
