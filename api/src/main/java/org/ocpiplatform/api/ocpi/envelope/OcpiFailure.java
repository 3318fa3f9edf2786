package org.ocpiplatform.api.ocpi.envelope;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.StatusCode;
import org.ocpiplatform.ocpi.json.BindingMessage;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * How a failure is told to a partner. Once a request has reached the OCPI layer its outcome is in the envelope and not
 * in the HTTP status, save for what is not found (OCPI 2.3.0, chapter Status codes).
 *
 * @param status HTTP status
 * @param message for the partner; nothing about our insides
 * @param allowed the methods that the path offers, where it does not offer the one that was used
 * @param unexpected whether somebody should look into it
 */
record OcpiFailure(
        int status,
        StatusCode code,
        String message,
        @Nullable Set<HttpMethod> allowed,
        boolean unexpected) {

    static OcpiFailure of(Throwable failure) {
        return switch (failure) {
            case Rejection rejection -> of(rejection);
            case Invalid invalid -> refused(StatusCode.INVALID_PARAMETERS, String.valueOf(invalid.getMessage()));
            case Refusal refusal ->
                http(
                        refusal.status(),
                        refusal.status() == HttpStatus.NOT_FOUND
                                ? StatusCode.CLIENT_ERROR
                                : StatusCode.INVALID_PARAMETERS,
                        refusal.getMessage());
            // A PATCH is bound where the object is, so its field problems come back from there.
            case MismatchedInputException mismatch ->
                refused(StatusCode.INVALID_PARAMETERS, BindingMessage.of(mismatch));
            case ValueInstantiationException value -> refused(StatusCode.INVALID_PARAMETERS, BindingMessage.of(value));
            case HttpRequestMethodNotSupportedException method ->
                new OcpiFailure(
                        HttpStatus.METHOD_NOT_ALLOWED.value(),
                        StatusCode.CLIENT_ERROR,
                        method.getMethod() + " is not offered here",
                        method.getSupportedHttpMethods(),
                        false);
            case NoResourceFoundException nothing ->
                http(HttpStatus.NOT_FOUND, StatusCode.CLIENT_ERROR, "there is nothing at this path");
            default ->
                new OcpiFailure(
                        HttpStatus.OK.value(),
                        StatusCode.SERVER_ERROR,
                        "the request could not be completed; please try again later",
                        null,
                        true);
        };
    }

    private static OcpiFailure of(Rejection rejection) {
        return switch (rejection.code()) {
            case NOT_FOUND -> http(HttpStatus.NOT_FOUND, StatusCode.CLIENT_ERROR, rejection.getMessage());
            case LOCATION_NOT_FOUND -> http(HttpStatus.NOT_FOUND, StatusCode.UNKNOWN_LOCATION, rejection.getMessage());
            case TOKEN_NOT_FOUND -> http(HttpStatus.NOT_FOUND, StatusCode.UNKNOWN_TOKEN, rejection.getMessage());
            case UNKNOWN_LOCATION -> refused(StatusCode.UNKNOWN_LOCATION, rejection.getMessage());
            case INVALID, STALE, CONFLICT -> refused(StatusCode.INVALID_PARAMETERS, rejection.getMessage());
            case NOT_ENOUGH_INFORMATION -> refused(StatusCode.NOT_ENOUGH_INFORMATION, rejection.getMessage());
            case NOT_CAPABLE -> http(HttpStatus.NOT_FOUND, StatusCode.INVALID_PARAMETERS, rejection.getMessage());
            case NOT_OFFERED ->
                new OcpiFailure(
                        HttpStatus.METHOD_NOT_ALLOWED.value(),
                        StatusCode.CLIENT_ERROR,
                        rejection.getMessage(),
                        rejection.offered().stream().map(HttpMethod::valueOf).collect(Collectors.toSet()),
                        false);
            case CLIENT_UNREACHABLE -> refused(StatusCode.UNABLE_TO_USE_CLIENT_API, rejection.getMessage());
            case VERSION_UNSUPPORTED -> refused(StatusCode.UNSUPPORTED_VERSION, rejection.getMessage());
            case ENDPOINTS_MISSING -> refused(StatusCode.NO_MATCHING_ENDPOINTS, rejection.getMessage());
            case UNKNOWN_RECEIVER -> refused(StatusCode.UNKNOWN_RECEIVER, rejection.getMessage());
            case RECEIVER_TIMEOUT -> refused(StatusCode.FORWARD_TIMEOUT, rejection.getMessage());
            case RECEIVER_NOT_CONNECTED -> refused(StatusCode.CONNECTION_PROBLEM, rejection.getMessage());
            case NOT_ROUTABLE -> refused(StatusCode.HUB_ERROR, rejection.getMessage());
            case PARTNER_FAILED, UNAVAILABLE -> refused(StatusCode.SERVER_ERROR, rejection.getMessage());
        };
    }

    private static OcpiFailure refused(StatusCode code, String message) {
        return http(HttpStatus.OK, code, message);
    }

    private static OcpiFailure http(HttpStatus status, StatusCode code, String message) {
        return new OcpiFailure(status.value(), code, message, null, false);
    }
}
