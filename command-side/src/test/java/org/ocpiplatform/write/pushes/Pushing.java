package org.ocpiplatform.write.pushes;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.versions.Endpoint;

/** Samples of partners to push to. */
final class Pushing {

    static final SecretSeal SEAL = new SecretSeal(SecretSeal.newKey(new SecureRandom()), new SecureRandom());

    static final List<ModuleId> ALL_MODULES = List.of(
            ModuleId.BOOKINGS,
            ModuleId.CDRS,
            ModuleId.CHARGING_PROFILES,
            ModuleId.HUB_CLIENT_INFO,
            ModuleId.INVOICE_RECONCILIATION,
            ModuleId.LOCATIONS,
            ModuleId.PAYMENTS,
            ModuleId.SESSIONS,
            ModuleId.TARIFFS,
            ModuleId.TOKENS);

    private Pushing() {}

    /** A partner with the interfaces of some modules to which objects are pushed, below a URL. */
    static PartnerLink partner(String id, String url, List<ModuleId> modules, CredentialsRole... roles) {
        return partnerWith(
                id,
                url,
                modules.stream()
                        .map(module -> new Endpoint(module, receiver(module), url + "/" + module.value()))
                        .toList(),
                roles);
    }

    private static InterfaceRole receiver(ModuleId module) {
        return module.equals(ModuleId.CHARGING_PROFILES) ? InterfaceRole.SENDER : InterfaceRole.RECEIVER;
    }

    /** A partner with these interfaces. */
    static PartnerLink partnerWith(String id, String url, List<Endpoint> endpoints, CredentialsRole... roles) {
        PartnerConnection connection = new PartnerConnection(url + "/versions", SEAL.seal("token-of-" + id), endpoints);
        PartnerView view = new PartnerView(
                new PartnerId(id),
                "Partner " + id,
                PartnerState.REGISTERED,
                List.of(roles),
                null,
                Instant.EPOCH,
                connection.versionsUrl(),
                connection.endpoints(),
                PartnerQuirks.NONE,
                PartnerQuirks.NONE);
        return new PartnerLink(view, connection);
    }
}
