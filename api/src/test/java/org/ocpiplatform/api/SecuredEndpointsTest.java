package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No route answers without credentials, but those listed here. */
class SecuredEndpointsTest extends OcpiTest {

    private static final Set<String> OPEN =
            Set.of("/docs", "/images/{name}", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config");

    @Autowired
    private Collection<RequestMappingHandlerMapping> mappings;

    @Test
    void everyRouteButAFewNeedsCredentials() {
        Set<String> answered = new TreeSet<>();
        Set<String> asked = new TreeSet<>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            for (RequestMethod method : methods.isEmpty() ? List.of(RequestMethod.GET, RequestMethod.POST) : methods) {
                for (String pattern : info.getPatternValues()) {
                    asked.add(pattern);
                    String path = pattern.replaceAll("\\{\\w+}", "XX");
                    int status = perform(request(HttpMethod.valueOf(method.name()), URI.create(path)))
                            .getResponse()
                            .getStatus();
                    if (status != 401) {
                        answered.add(pattern);
                    }
                }
            }
        }));
        assertThat(asked).contains("/ocpi/versions", "/admin/partners", "/error", CPO_SESSIONS);
        assertThat(OPEN).containsAll(answered);
    }
}
