package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description of the routes is open, complete and of use. */
class DocsTest extends OcpiTest {

    @Autowired
    private RequestMappingHandlerMapping mappings;

    @Test
    void theDescriptionHasEveryRouteOfOurs() throws Exception {
        String api = perform(get("/v3/api-docs")).getResponse().getContentAsString();
        assertThat(JsonPath.<String>read(api, "$.openapi")).startsWith("3.1");
        Set<String> routes = mappings.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream())
                .filter(path -> path.startsWith("/ocpi/") || path.startsWith("/admin/"))
                .collect(Collectors.toSet());
        assertThat(JsonPath.<Map<String, ?>>read(api, "$.paths")).containsOnlyKeys(routes);
        assertThat(routes)
                .contains("/ocpi/versions", CPO_SESSIONS + "/{session_id}/charging_preferences", "/admin/partners");
    }

    @Test
    void everyRouteThatTakesABodyShowsOne() throws Exception {
        String api = perform(get("/v3/api-docs")).getResponse().getContentAsString();
        JsonPath.<Map<String, Map<String, ?>>>read(api, "$.paths")
                .forEach((path, methods) -> methods.keySet().stream()
                        .filter(method -> path.startsWith("/ocpi/")
                                && Set.of("put", "patch").contains(method))
                        .forEach(method -> assertThat(JsonPath.<Object>read(
                                        api, "$.paths['" + path + "']." + method + ".requestBody.content.*.example"))
                                .as(method + " " + path)
                                .isNotNull()));
    }

    @Test
    void operationsSayWhatTheyNeed() throws Exception {
        String api = perform(get("/v3/api-docs")).getResponse().getContentAsString();
        String put = "$.paths['" + CPO_SESSIONS + "/{country_code}/{party_id}/{session_id}'].put";
        assertThat(JsonPath.<List<String>>read(api, put + ".parameters[*].name"))
                .contains("country_code", "party_id", "session_id", "OCPI-to-party-id", "X-Request-ID")
                .doesNotHaveDuplicates();
        assertThat(JsonPath.<List<?>>read(api, put + ".parameters[?(@.in == 'path')].description"))
                .hasSize(3);
        assertThat(JsonPath.<Map<String, ?>>read(api, put + ".requestBody.content['application/json'].example"))
                .containsKey("cdr_token");
        assertThat(JsonPath.<List<?>>read(api, put + ".security[*].Token")).hasSize(1);
        assertThat(JsonPath.<List<?>>read(api, "$.paths['/admin/partners'].post.security[*].Bearer"))
                .hasSize(1);
        assertThat(JsonPath.<List<String>>read(api, "$.paths['" + CPO_SESSIONS + "'].get.parameters[*].name"))
                .contains("date_from", "date_to", "offset", "limit");
        assertThat(JsonPath.<Map<String, ?>>read(api, "$.components.securitySchemes"))
                .containsOnlyKeys("Token", "Bearer");
    }

    @Test
    void theExampleWorksAsItStands() throws Exception {
        String api = perform(get("/v3/api-docs")).getResponse().getContentAsString();
        Object example = JsonPath.read(
                api,
                "$.paths['" + CPO_SESSIONS + "/{country_code}/{party_id}/{session_id}'].put"
                        + ".requestBody.content['application/json'].example");
        String body =
                example instanceof String text ? text : JsonPath.parse(example).jsonString();
        assertThat(perform(put("cpo-token", CPO_SESSIONS + "/NL/TNM/S-1001", body)))
                .hasStatus(201);
    }

    @Test
    void theUserInterfaceIsThere() {
        String target = perform(get("/docs")).getResponse().getHeader("Location");
        assertThat(target).endsWith("/swagger-ui/index.html");
        assertThat(perform(get("/swagger-ui/index.html"))).hasStatusOk();
        assertThat(perform(get("/swagger-ui/swagger-ui-bundle.js"))).hasStatusOk();
    }
}
