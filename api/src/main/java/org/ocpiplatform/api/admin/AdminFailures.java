package org.ocpiplatform.api.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.Problems;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.api.http.Routes;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers whatever goes wrong outside OCPI with a problem document. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class AdminFailures implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(AdminFailures.class);

    private static final List<String> ROOTS = List.of("/admin", "/audit", "/images", "/streams");

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (ROOTS.stream().noneMatch(request.getRequestURI()::startsWith)) {
            return null;
        }
        if (response.isCommitted()) {
            if (failure instanceof IOException) {
                LOG.debug("The client has gone", failure);
                return new ModelAndView();
            }
            // Nobody may take for the whole what was answered up to here: the container breaks the connection.
            return null;
        }
        try {
            answer(request, response, failure);
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
        }
        return new ModelAndView();
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException {
        switch (failure) {
            case Rejection rejection -> Problems.write(response, status(rejection.code()), rejection.getMessage());
            case Invalid invalid ->
                Problems.write(response, HttpStatus.BAD_REQUEST, String.valueOf(invalid.getMessage()));
            case Refusal refusal -> Problems.write(response, refusal.status(), refusal.getMessage());
            case NoResourceFoundException nothing ->
                Problems.write(response, HttpStatus.NOT_FOUND, "there is nothing at this path");
            case HttpRequestMethodNotSupportedException method -> {
                response.setHeader(
                        HttpHeaders.ALLOW, allowed(Objects.requireNonNull(method.getSupportedHttpMethods())));
                Problems.write(response, HttpStatus.METHOD_NOT_ALLOWED, method.getMethod() + " is not offered here");
            }
            case ErrorResponse refused
            when refused.getStatusCode().is4xxClientError() ->
                Problems.write(
                        response,
                        Objects.requireNonNullElse(
                                HttpStatus.resolve(refused.getStatusCode().value()), HttpStatus.BAD_REQUEST),
                        String.valueOf(refused.getBody().getTitle()));
            default -> {
                LOG.error("{} {} failed", request.getMethod(), Routes.of(request), failure);
                Problems.write(response, HttpStatus.INTERNAL_SERVER_ERROR, "the request could not be completed");
            }
        }
    }

    /** What can be got can be asked for its headers, too. */
    private static String allowed(Set<HttpMethod> methods) {
        Set<String> names = methods.stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains(HttpMethod.GET)) {
            names.add(HttpMethod.HEAD.name());
        }
        return String.join(", ", names);
    }

    private static HttpStatus status(Rejection.Code code) {
        return switch (code) {
            case NOT_FOUND, LOCATION_NOT_FOUND, TOKEN_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case INVALID, STALE, UNKNOWN_LOCATION, NOT_ENOUGH_INFORMATION, NOT_CAPABLE -> HttpStatus.BAD_REQUEST;
            case CONFLICT, NOT_OFFERED -> HttpStatus.CONFLICT;
            case UNKNOWN_RECEIVER, RECEIVER_TIMEOUT, RECEIVER_NOT_CONNECTED, NOT_ROUTABLE -> HttpStatus.BAD_GATEWAY;
            case PARTNER_FAILED, CLIENT_UNREACHABLE, VERSION_UNSUPPORTED, ENDPOINTS_MISSING -> HttpStatus.BAD_GATEWAY;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
