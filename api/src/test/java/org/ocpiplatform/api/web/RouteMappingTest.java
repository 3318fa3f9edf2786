package org.ocpiplatform.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPatternParser;

class RouteMappingTest {

    private final RouteMapping routes = new RouteMapping();

    @SuppressWarnings("unused") // found by their names
    static final class Routes {
        public void list() {}

        public void one() {}

        public void either() {}

        public void rest() {}

        public void literal() {}
    }

    @BeforeEach
    void register() throws ReflectiveOperationException {
        routes.setApplicationContext(new StaticApplicationContext());
        routes.afterPropertiesSet();
        register("list", RequestMethod.GET, "/things");
        register("one", RequestMethod.GET, "/things/{id}");
        register("literal", RequestMethod.GET, "/things/special");
        register("either", RequestMethod.PUT, "/here/{id}", "/there/{id}");
        register("rest", RequestMethod.GET, "/docs/{*path}");
    }

    private void register(String name, RequestMethod method, String... paths) throws ReflectiveOperationException {
        RequestMappingInfo.BuilderConfiguration configuration = new RequestMappingInfo.BuilderConfiguration();
        configuration.setPatternParser(PathPatternParser.defaultInstance);
        Method handler = Routes.class.getMethod(name);
        routes.registerMapping(
                RequestMappingInfo.paths(paths)
                        .methods(method)
                        .options(configuration)
                        .build(),
                new Routes(),
                handler);
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
        "GET, /thing,",
        "GET, /things/a/b,",
        "GET, /other,"
    })
    void findsTheRouteThatSpringFinds(String method, String path, @Nullable String route) throws Exception {
        assertThat(found(method, path)).isEqualTo(route);
    }

    @Test
    void anotherMethodIsStillToldFromAnotherPath() {
        assertThatThrownBy(() -> found("DELETE", "/things/a"))
                .isInstanceOf(HttpRequestMethodNotSupportedException.class);
    }

    private @Nullable String found(String method, String path) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        ServletRequestPathUtils.parseAndCache(request);
        HandlerExecutionChain chain = routes.getHandler(request);
        return chain != null && chain.getHandler() instanceof HandlerMethod handler
                ? handler.getMethod().getName()
                : null;
    }
}
