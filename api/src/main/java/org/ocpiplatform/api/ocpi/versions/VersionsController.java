package org.ocpiplatform.api.ocpi.versions;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.contract.partners.OwnInterfaces;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.versions.Version;
import org.ocpiplatform.ocpi.versions.VersionDetails;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The versions that this platform speaks, and the interfaces that it has (OCPI 2.3.0, chapter Versions). */
@Controller
final class VersionsController {

    private static final String DETAILS = "/ocpi/2.3.0/details";

    private final OcpiAnswer versions;
    private final OcpiAnswer details;

    VersionsController(OwnInterfaces interfaces, EdgeSettings settings) {
        Version only = new Version(InterfacesConfiguration.VERSION, settings.url(DETAILS));
        this.versions = OcpiAnswer.list(List.of(EncodedJson.value(only)));
        this.details = OcpiAnswer.value(new VersionDetails(InterfacesConfiguration.VERSION, interfaces.endpoints()));
    }

    @GetMapping(InterfacesConfiguration.VERSIONS)
    @Operation(summary = "The versions of OCPI that this platform speaks", tags = "versions")
    OcpiAnswer versions() {
        return versions;
    }

    @GetMapping(DETAILS)
    @Operation(summary = "The interfaces of version 2.3.0 that this platform has", tags = "versions")
    OcpiAnswer details() {
        return details;
    }
}
