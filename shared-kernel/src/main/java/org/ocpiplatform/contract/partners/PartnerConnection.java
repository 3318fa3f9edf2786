package org.ocpiplatform.contract.partners;

import java.util.List;
import java.util.Optional;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.versions.Endpoint;

/**
 * How a partner is called.
 *
 * @param versionsUrl where its versions are listed
 * @param token what we present there
 * @param endpoints of the version that we speak with it
 */
public record PartnerConnection(String versionsUrl, SealedSecret token, List<Endpoint> endpoints) {

    public PartnerConnection {
        endpoints = Extensions.listOf(endpoints);
    }

    /** The URL of one interface, if the partner has it. */
    public Optional<String> url(ModuleId module, InterfaceRole role) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.identifier().equals(module) && endpoint.role() == role)
                .map(Endpoint::url)
                .findFirst();
    }
}
