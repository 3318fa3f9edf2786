package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
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
                .filter(path -> BackOfficePaths.cover(path)
                        || Stream.of("/ocpi/", "/admin/", "/audit/", "/images/", "/streams/")
                                .anyMatch(path::startsWith))
                .collect(Collectors.toCollection(HashSet::new));
        routes.addAll(List.of(BackOfficePaths.GRAPHQL, BackOfficePaths.GRAPHQL_ALIAS));
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
                .containsOnlyKeys(
                        "Token",
                        "Bearer",
                        "ApplicationToken",
                        "AccessToken",
                        "RefreshToken",
                        "ConsumerToken",
                        "AuditorToken");
        assertThat(JsonPath.<List<Map<String, ?>>>read(api, "$.paths['/streams/events'].get.security"))
                .extracting(scheme -> scheme.keySet().iterator().next())
                .containsExactly("Bearer", "ConsumerToken");
        assertThat(JsonPath.<List<String>>read(api, "$.paths['/streams/events'].get.parameters[*].name"))
                .containsExactlyInAnyOrder("modules", "after", "from", "follow", "Last-Event-ID");
    }

    @Test
    void theBackOfficeSaysWhichTokenEachRouteTakesAndHowItAnswers() throws Exception {
        String api = perform(get("/v3/api-docs")).getResponse().getContentAsString();
        assertThat(JsonPath.<List<?>>read(api, "$.paths['/images/{name}'].get.security"))
                .isEmpty();
        assertThat(JsonPath.<List<?>>read(
                        api, "$.paths['" + BackOfficePaths.GRAPHQL + "'].post.security[*].AccessToken"))
                .hasSize(1);
        Map.of(
                        BackOfficePaths.REGISTER, "ApplicationToken",
                        BackOfficePaths.LOGIN, "ApplicationToken",
                        BackOfficePaths.REFRESH, "RefreshToken",
                        BackOfficePaths.LOGOUT, "AccessToken")
                .forEach((path, scheme) -> {
                    String post = "$.paths['" + path + "'].post";
                    assertThat(JsonPath.<List<?>>read(api, post + ".security[*]." + scheme))
                            .as(path)
                            .hasSize(1);
                    assertThat(JsonPath.<List<String>>read(api, post + ".tags")).containsExactly("back office");
                    assertThat(JsonPath.<Map<String, ?>>read(api, post + ".responses"))
                            .containsKeys("200", "401", "500");
                    assertThat(JsonPath.<List<String>>read(
                                    api, post + ".responses.*.content['application/json'].schema['$ref']"))
                            .as(path)
                            .hasSizeGreaterThan(2)
                            .containsOnly("#/components/schemas/BackOfficeEnvelope");
                });
        assertThat(JsonPath.<Map<String, ?>>read(
                        api,
                        "$.paths['" + BackOfficePaths.REGISTER
                                + "'].post.requestBody.content['application/json'].example"))
                .containsKeys("username", "ocpp_ready");
        assertThat(JsonPath.<Map<String, ?>>read(api, "$.paths['" + BackOfficePaths.LOGIN + "'].post.responses"))
                .containsKeys("400", "413", "429");
        assertThat(JsonPath.<Map<String, ?>>read(api, "$.paths['" + BackOfficePaths.REFRESH + "'].post.responses"))
                .containsKey("403");
    }

    @Test
    void uploadsShowTheirParts() throws Exception {
        String api = perform(get("/v3/api-docs")).getResponse().getContentAsString();
        String form = ".post.requestBody.content['multipart/form-data'].schema.properties";
        assertThat(JsonPath.<Map<String, ?>>read(api, "$.paths['/ocpi/cpo/2.2/cpo/upload']" + form))
                .containsOnlyKeys("cpo_logo");
        assertThat(JsonPath.<Map<String, ?>>read(api, "$.paths['/2.2/locations/photos/uploads']" + form))
                .containsOnlyKeys("location_id", "location_photos");
        assertThat(JsonPath.<List<String>>read(api, "$.paths['/2.2/locations/photos/uploads'].post.parameters[*].name"))
                .containsOnly("X-Request-ID", "X-Correlation-ID");
        assertThat(JsonPath.<Object>read(api, "$.paths['/images/{name}'].get.parameters[0].description"))
                .isEqualTo("As in the URL of the image");
    }

    @Test
    void uploadsSayHowTheyAnswer() throws Exception {
        String api = perform(get("/v3/api-docs")).getResponse().getContentAsString();
        String responses = "'].post.responses";
        assertThat(JsonPath.<Map<String, ?>>read(api, "$.paths['" + BackOfficePaths.LOGO + responses))
                .containsOnlyKeys("200", "400", "401", "403", "500");
        assertThat(JsonPath.<Map<String, ?>>read(api, "$.paths['" + BackOfficePaths.PHOTOS + responses))
                .containsOnlyKeys("200", "400", "401", "403", "404", "500");
        assertThat(JsonPath.<Map<String, ?>>read(api, "$.paths['/images/{name}'].get.responses"))
                .containsOnlyKeys("200", "206", "304", "404", "416");
    }

    @Test
    void theBackOfficeShowsAnswers() throws Exception {
        String api = perform(get("/v3/api-docs")).getResponse().getContentAsString();
        String example = ".content['application/json'].example";
        for (String path : List.of(
                BackOfficePaths.REGISTER,
                BackOfficePaths.LOGIN,
                BackOfficePaths.REFRESH,
                BackOfficePaths.LOGOUT,
                BackOfficePaths.LOGO,
                BackOfficePaths.PHOTOS)) {
            assertThat(JsonPath.<Map<String, ?>>read(api, "$.paths['" + path + "'].post.responses['200']" + example))
                    .as(path)
                    .containsOnlyKeys("status", "data", "message");
        }
        assertThat(JsonPath.<Map<String, ?>>read(
                        api, "$.paths['" + BackOfficePaths.REFRESH + "'].post.responses['200']" + example + ".data"))
                .containsOnlyKeys("access_token", "access_expires_in", "refresh_token", "refresh_expires_in", "role");
        for (int status : List.of(404, 416)) {
            assertThat(JsonPath.<Integer>read(
                            api,
                            "$.paths['/images/{name}'].get.responses['" + status
                                    + "'].content['application/problem+json'].example.status"))
                    .isEqualTo(status);
        }
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
