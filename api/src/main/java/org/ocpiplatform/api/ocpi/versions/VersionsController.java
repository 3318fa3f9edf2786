package org.ocpiplatform.api.ocpi.versions;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.ocpiplatform.ocpi.versions.Version;
import org.ocpiplatform.ocpi.versions.VersionDetails;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The versions that this platform speaks, and the interfaces that it has (OCPI 2.3.0, chapter Versions). */
@Controller
final class VersionsController {

    private static final String VERSION = "2.3.0";
    private static final String DETAILS = "/ocpi/2.3.0/details";

    private final OcpiAnswer versions;
    private final OcpiAnswer details;

    VersionsController(ListableBeanFactory controllers, EdgeSettings settings) {
        Version only = new Version(VERSION, settings.url(DETAILS));
        this.versions = OcpiAnswer.list(List.of(OcpiJson.mapper().writeValueAsString(only)));
        this.details = OcpiAnswer.value(new VersionDetails(VERSION, endpoints(controllers, settings)));
    }

    @GetMapping("/ocpi/versions")
    @Operation(summary = "The versions of OCPI that this platform speaks", tags = "versions")
    OcpiAnswer versions() {
        return versions;
    }

    @GetMapping(DETAILS)
    @Operation(summary = "The interfaces of version 2.3.0 that this platform has", tags = "versions")
    OcpiAnswer details() {
        return details;
    }

    private static List<Endpoint> endpoints(ListableBeanFactory controllers, EdgeSettings settings) {
        return Arrays.stream(controllers.getBeanNamesForAnnotation(Controller.class))
                .flatMap(name -> interfaces(Objects.requireNonNull(controllers.getType(name)), settings))
                .distinct()
                .sorted(Comparator.comparing(
                                (Endpoint endpoint) -> endpoint.identifier().value())
                        .thenComparing(Endpoint::role))
                .toList();
    }

    private static Stream<Endpoint> interfaces(Class<?> controller, EdgeSettings settings) {
        return AnnotatedElementUtils.findMergedRepeatableAnnotations(controller, OcpiInterface.class).stream()
                .map(served -> new Endpoint(
                        new ModuleId(served.module()), served.role(), settings.url(path(controller, served))));
    }

    private static String path(Class<?> controller, OcpiInterface served) {
        String path = "/ocpi/" + served.side().segment() + "/" + VERSION + "/" + served.module();
        RequestMapping mapping =
                Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class));
        if (!List.of(mapping.path()).contains(path)) {
            throw new IllegalStateException(controller + " does not serve " + path);
        }
        return path;
    }
}
