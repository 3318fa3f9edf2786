package org.ocpiplatform.contract.partners;

import java.util.List;
import org.ocpiplatform.ocpi.versions.Endpoint;

/**
 * Where partners find this platform.
 *
 * @param versionsUrl of the list of our versions
 * @param endpoints of version 2.3.0
 */
public record OwnInterfaces(String versionsUrl, List<Endpoint> endpoints) {

    public OwnInterfaces {
        endpoints = List.copyOf(endpoints);
    }
}
