package org.ocpiplatform.simulator;

import java.util.List;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.credentials.Credentials;
import org.ocpiplatform.ocpi.versions.Endpoint;

/**
 * The platform that the simulator is registered with.
 *
 * @param itsToken what it presents to the simulator
 * @param credentials what it gave; their token is what the simulator presents to it
 * @param endpoints of its version 2.3.0
 */
public record Partner(String itsToken, Credentials credentials, List<Endpoint> endpoints) {

    /**
     * The URL of one of its interfaces, without a slash at the end.
     *
     * @throws IllegalStateException if it has none
     */
    public String url(String module, InterfaceRole role) {
        return endpoints.stream()
                .filter(each -> each.identifier().value().equals(module)
                        && (each.role() == role || module.equals("credentials")))
                .map(each -> each.url().replaceFirst("/$", ""))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the partner offers no " + module + " as " + role));
    }

    /** The one that is addressed where it does not matter which. */
    PartyId firstParty() {
        return credentials.roles().getFirst().party();
    }

    /** Whether it answers for a party. */
    boolean has(PartyId party) {
        return credentials.roles().stream().anyMatch(role -> role.party().equals(party));
    }

    /** The tokens are left out: this ends up in logs. */
    @Override
    public String toString() {
        return "Partner[" + credentials + ", " + endpoints.size() + " endpoints]";
    }
}
