package org.ocpiplatform.api.ocpi.envelope;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.api.http.Routes;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Counts and times requests under OCPI's paths as {@code ocpi.requests}, by the partner that called, the interface that
 * was called, and the outcome in HTTP's and OCPI's words. What callers can choose freely, such as methods and paths that
 * do not exist, is not told apart.
 */
@Component
final class RequestMeters {

    private static final String NONE = "none";
    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5)
    };

    /** Of {@code /ocpi/{side}/2.3.0/{module}}, after the empty one before the first slash. */
    private static final int SIDE_SEGMENT = 2;

    private static final int MODULE_SEGMENT = 4;

    private final MeterRegistry meters;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Called> interfaces = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    private record Called(String module, String role, String side) {}

    private record Key(String partner, Called called, String method, int http, int ocpi) {}

    void count(HttpServletRequest request, HttpServletResponse response, long nanos) {
        OcpiExchange exchange = OcpiExchange.of(request);
        Key key = new Key(
                exchange.partnerId().orElse(NONE),
                called(request),
                METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER,
                response.getStatus(),
                exchange.answer().map(code -> code.code()).orElse(0));
        Objects.requireNonNull(timers.computeIfAbsent(key, this::timer)).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Called called(HttpServletRequest request) {
        return Objects.requireNonNull(
                interfaces.computeIfAbsent(Routes.of(request), pattern -> called(pattern, request)));
    }

    private static Called called(String pattern, HttpServletRequest request) {
        String[] segments = pattern.split("/", -1);
        if (segments.length <= MODULE_SEGMENT) {
            return new Called(segments[segments.length - 1].toLowerCase(Locale.ROOT), NONE, NONE);
        }
        String side = segments[SIDE_SEGMENT];
        String module = segments[MODULE_SEGMENT];
        return new Called(module, role(request, side, module), side);
    }

    private static String role(HttpServletRequest request, String side, String module) {
        if (!(request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler)) {
            return NONE;
        }
        return AnnotatedElementUtils.findMergedRepeatableAnnotations(handler.getBeanType(), OcpiInterface.class)
                .stream()
                .filter(served ->
                        served.side().segment().equals(side) && served.module().equals(module))
                .map(served -> served.role().name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(NONE);
    }

    private Timer timer(Key key) {
        return Timer.builder("ocpi.requests")
                .description("Requests of partners, refused ones too")
                .serviceLevelObjectives(BUCKETS)
                .tag("partner", key.partner())
                .tag("module", key.called().module())
                .tag("role", key.called().role())
                .tag("side", key.called().side())
                .tag("method", key.method())
                .tag("http_status", Integer.toString(key.http()))
                .tag("ocpi_status", key.ocpi() == 0 ? NONE : Integer.toString(key.ocpi()))
                .register(meters);
    }
}
