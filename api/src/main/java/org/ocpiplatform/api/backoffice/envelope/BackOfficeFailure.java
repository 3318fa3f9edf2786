package org.ocpiplatform.api.backoffice.envelope;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ocpiplatform.api.backoffice.BackOfficeAnswer;
import org.ocpiplatform.api.backoffice.InvalidFields;
import org.ocpiplatform.api.backoffice.TooManyAttempts;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * How a failure is told to a user of the back office.
 *
 * @param headers of the answer
 * @param unexpected whether somebody should look into it
 */
record BackOfficeFailure(BackOfficeAnswer answer, Map<String, String> headers, boolean unexpected) {

    static BackOfficeFailure of(Throwable failure) {
        return switch (failure) {
            case InvalidFields invalid ->
                new BackOfficeFailure(
                        new BackOfficeAnswer(HttpStatus.BAD_REQUEST.value(), invalid.problems(), invalid.getMessage()),
                        Map.of(),
                        false);
            case TooManyAttempts attempts ->
                of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        attempts.getMessage(),
                        Map.of(HttpHeaders.RETRY_AFTER, Long.toString(attempts.retryAfterSeconds())));
            case Rejection rejection -> of(status(rejection.code()), rejection.getMessage());
            case Invalid invalid -> of(HttpStatus.BAD_REQUEST, String.valueOf(invalid.getMessage()));
            case Refusal refusal
            when refusal.status() == HttpStatus.UNAUTHORIZED ->
                of(refusal.status(), refusal.getMessage(), Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
            case Refusal refusal ->
                of(
                        refusal.status() == HttpStatus.UNSUPPORTED_MEDIA_TYPE
                                ? HttpStatus.BAD_REQUEST
                                : refusal.status(),
                        refusal.getMessage());
            case MultipartException broken -> of(HttpStatus.BAD_REQUEST, "the body must be multipart/form-data");
            case NoResourceFoundException nothing -> of(HttpStatus.NOT_FOUND, "there is nothing at this path");
            case HttpRequestMethodNotSupportedException method ->
                of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        method.getMethod() + " is not offered here",
                        Map.of(HttpHeaders.ALLOW, allowed(method)));
            case ErrorResponse refused
            when refused.getStatusCode() == HttpStatus.UNSUPPORTED_MEDIA_TYPE ->
                of(HttpStatus.BAD_REQUEST, "the Content-Type cannot be read");
            case ErrorResponse refused
            when refused.getStatusCode().is4xxClientError() ->
                new BackOfficeFailure(
                        new BackOfficeAnswer(
                                refused.getStatusCode().value(),
                                List.of(),
                                String.valueOf(refused.getBody().getTitle())),
                        Map.of(),
                        false);
            default ->
                new BackOfficeFailure(
                        new BackOfficeAnswer(
                                HttpStatus.INTERNAL_SERVER_ERROR.value(),
                                List.of(),
                                "the request could not be completed"),
                        Map.of(),
                        true);
        };
    }

    private static String allowed(HttpRequestMethodNotSupportedException refused) {
        Set<HttpMethod> methods = refused.getSupportedHttpMethods();
        return methods == null
                ? ""
                : methods.stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .collect(Collectors.joining(", "));
    }

    private static BackOfficeFailure of(HttpStatus status, String message) {
        return of(status, message, Map.of());
    }

    private static BackOfficeFailure of(HttpStatus status, String message, Map<String, String> headers) {
        return new BackOfficeFailure(new BackOfficeAnswer(status.value(), List.of(), message), headers, false);
    }

    private static HttpStatus status(Rejection.Code code) {
        return switch (code) {
            case NOT_FOUND, LOCATION_NOT_FOUND, TOKEN_NOT_FOUND, UNKNOWN_LOCATION -> HttpStatus.NOT_FOUND;
            case INVALID, STALE, CONFLICT, NOT_OFFERED, NOT_ENOUGH_INFORMATION, NOT_CAPABLE -> HttpStatus.BAD_REQUEST;
            case UNKNOWN_RECEIVER, RECEIVER_TIMEOUT, RECEIVER_NOT_CONNECTED, NOT_ROUTABLE -> HttpStatus.BAD_GATEWAY;
            case PARTNER_FAILED, CLIENT_UNREACHABLE, VERSION_UNSUPPORTED, ENDPOINTS_MISSING -> HttpStatus.BAD_GATEWAY;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
