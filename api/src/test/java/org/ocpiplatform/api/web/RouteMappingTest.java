package org.ocpiplatform.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPatternParser;

class RouteMappingTest {

    private final RouteMapping routes = new RouteMapping();
    private final RequestMappingHandlerMapping springs = new RequestMappingHandlerMapping();

    @SuppressWarnings("unused") // found by their names
    static final class Routes {
        public void list() {}

        public void one() {}

        public void either() {}

        public void rest() {}

        public void literal() {}

        public void head() {}

        public void nested() {}

        public void anywhere() {}

        public void json() {}

        public void later() {}
    }

    @BeforeEach
    void register() throws ReflectiveOperationException {
        for (RequestMappingHandlerMapping mapping : List.of(routes, springs)) {
            mapping.setApplicationContext(new StaticApplicationContext());
            mapping.afterPropertiesSet();
        }
        register("list", RequestMethod.GET, "/things");
        register("one", RequestMethod.GET, "/things/{id}");
        register("head", RequestMethod.HEAD, "/things/{id}");
        register("literal", RequestMethod.GET, "/things/special");
        register("nested", RequestMethod.GET, "/things/{id}/parts/{part}");
        register("either", RequestMethod.PUT, "/here/{id}", "/there/{id}");
        register("rest", RequestMethod.GET, "/docs/{*path}");
        register("anywhere", RequestMethod.GET, "/{place}/special/*");
        register(
                "json",
                RequestMappingInfo.paths("/things/{id}")
                        .methods(RequestMethod.PUT)
                        .consumes("application/json"));
    }

    private void register(String name, RequestMethod method, String... paths) throws ReflectiveOperationException {
        register(name, RequestMappingInfo.paths(paths).methods(method));
    }

    private RequestMappingInfo register(String name, RequestMappingInfo.Builder route)
            throws ReflectiveOperationException {
        RequestMappingInfo.BuilderConfiguration configuration = new RequestMappingInfo.BuilderConfiguration();
        configuration.setPatternParser(PathPatternParser.defaultInstance);
        RequestMappingInfo built = route.options(configuration).build();
        Method handler = Routes.class.getMethod(name);
        routes.registerMapping(built, new Routes(), handler);
        springs.registerMapping(built, new Routes(), handler);
        return built;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /things, list",
        "GET, /things/a, one",
        "GET, /things/special, literal",
        "GET, /things/a%2Fb, one",
        "GET, /%74hings/a, one",
        "GET, /things;x=1/a, one",
        "PUT, /here/a, either",
        "PUT, /there/a, either",
        "GET, /docs, rest",
        "GET, /docs/, rest",
        "GET, /docs/a/b, rest",
        "GET, /things/special/, anywhere",
        "GET, //things/a, ",
        "GET, /things//a, ",
        "GET, /THINGS/a, ",
        "GET, /things/a%2Fb/parts/c, nested",
        "HEAD, /things, list",
        "HEAD, /things/a, head",
        "HEAD, /things/special, literal",
        "GET, /things/special/a, anywhere",
        "GET, /%C3%A9/special/a, anywhere",
        "GET, /, ",
        "GET, /thing,",
        "GET, /things/a/b,",
        "GET, /other,"
    })
    void findsTheRouteThatSpringFinds(String method, String path, @Nullable String route) throws Exception {
        assertThat(found(routes, method, path)).isEqualTo(route);
        assertThat(found(springs, method, path)).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /things/a, GET HEAD PUT",
        "DELETE, /thin%67s/a, GET HEAD PUT",
        "DELETE, /things/special, GET HEAD PUT",
        "POST, /docs, GET",
        "OPTIONS, /things/a, GET HEAD OPTIONS PUT",
        "DELETE, /things/special/a, GET"
    })
    void tellsTheMethodsThatAPathHas(String method, String path, String methods) {
        assertThat(outcome(routes, method, path)).containsExactly(methods.split(" "));
        assertThat(outcome(springs, method, path)).containsExactly(methods.split(" "));
    }

    @Test
    void tellsOfBodiesThatNoRouteTakes() {
        for (RequestMappingHandlerMapping mapping : List.of(routes, springs)) {
            assertThatThrownBy(() -> found(mapping, "PUT", "/things/a"))
                    .isInstanceOf(HttpMediaTypeNotSupportedException.class);
        }
    }

    @Test
    void knowsOfRoutesThatComeAndGo() throws Exception {
        assertThat(found(routes, "GET", "/later/a")).isNull();

        RequestMappingInfo later =
                register("later", RequestMappingInfo.paths("/later/{id}").methods(RequestMethod.GET));
        assertThat(found(routes, "GET", "/later/a")).isEqualTo("later");

        routes.unregisterMapping(later);
        assertThat(found(routes, "GET", "/later/a")).isNull();
    }

    @Test
    void twoRoutesThatFitAlikeAreAMistake() throws Exception {
        register("later", RequestMethod.GET, "/things/{other}");

        assertThatThrownBy(() -> found(routes, "GET", "/things/a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Ambiguous handler methods");
    }

    private static List<String> outcome(RequestMappingHandlerMapping mapping, String method, String path) {
        try {
            HandlerExecutionChain chain = Objects.requireNonNull(mapping.getHandler(request(method, path)));
            HandlerMethod handler = (HandlerMethod) chain.getHandler();
            handler.getMethod().setAccessible(true);
            HttpHeaders options =
                    (HttpHeaders) Objects.requireNonNull(handler.getMethod().invoke(handler.getBean()));
            return names(options.getAllow());
        } catch (HttpRequestMethodNotSupportedException e) {
            return names(Objects.requireNonNull(e.getSupportedHttpMethods()));
        } catch (Exception e) {
            return List.of(e.toString());
        }
    }

    private static List<String> names(Set<HttpMethod> methods) {
        return methods.stream().map(HttpMethod::name).sorted().toList();
    }

    private static @Nullable String found(RequestMappingHandlerMapping mapping, String method, String path)
            throws Exception {
        HandlerExecutionChain chain = mapping.getHandler(request(method, path));
        return chain != null && chain.getHandler() instanceof HandlerMethod handler
                ? handler.getMethod().getName()
                : null;
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        ServletRequestPathUtils.parseAndCache(request);
        return request;
    }
}
