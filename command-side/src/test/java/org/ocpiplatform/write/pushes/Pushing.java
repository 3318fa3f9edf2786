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
            ModuleId.HUB_CLIENT_INFO,
            ModuleId.INVOICE_RECONCILIATION,
            ModuleId.LOCATIONS,
            ModuleId.PAYMENTS,
            ModuleId.SESSIONS,
            ModuleId.TARIFFS,
            ModuleId.TOKENS);

    private Pushing() {}

    /** A partner with the Receivers of some modules below a URL. */
    static PartnerLink partner(String id, String url, List<ModuleId> modules, CredentialsRole... roles) {
        PartnerConnection connection = new PartnerConnection(
                url + "/versions",
                SEAL.seal("token-of-" + id),
                modules.stream()
                        .map(module -> new Endpoint(module, InterfaceRole.RECEIVER, url + "/" + module.value()))
                        .toList());
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
