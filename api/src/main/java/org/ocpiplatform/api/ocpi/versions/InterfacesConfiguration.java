package org.ocpiplatform.api.ocpi.versions;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.contract.partners.OwnInterfaces;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Finds the interfaces that partners are told of among the controllers that serve them. */
@Configuration(proxyBeanMethods = false)
class InterfacesConfiguration {

    static final String VERSION = "2.3.0";
    static final String VERSIONS = "/ocpi/versions";

    @Bean
    OwnInterfaces ownInterfaces(ListableBeanFactory controllers, EdgeSettings settings) {
        return new OwnInterfaces(settings.url(VERSIONS), endpoints(controllers, settings));
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
