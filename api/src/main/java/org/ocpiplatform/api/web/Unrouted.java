package org.ocpiplatform.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.backoffice.envelope.BackOfficeAnswers;
import org.ocpiplatform.api.http.MessageIds;
import org.ocpiplatform.api.http.Problems;
import org.ocpiplatform.api.ocpi.envelope.EnvelopeWriter;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.ocpi.StatusCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Answers requests that never reached a controller, in the form that their path lets the client expect. */
@Component
final class Unrouted {

    private final EnvelopeWriter envelopes;

    Unrouted(EnvelopeWriter envelopes) {
        this.envelopes = envelopes;
    }

    /**
     * Answers with an error.
     *
     * @param path of the request as it was sent; null where it could not be read, and then most likely OCPI's
     */
    void answer(
            HttpServletRequest request, HttpServletResponse response, int status, @Nullable String path, String message)
            throws IOException {
        // Those of security are missing where a request did not even come there.
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (path != null && BackOfficePaths.cover(path)) {
            MessageIds.of(request).addHeaders(response);
            BackOfficeAnswers.fail(response, status, message);
            return;
        }
        if (path != null && !OcpiExchange.covers(path)) {
            HttpStatus known = HttpStatus.resolve(status);
            Problems.write(response, known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known, message);
            return;
        }
        OcpiExchange.of(request).addHeaders(response);
        envelopes.fail(request, response, status, code(status), message);
    }

    private static StatusCode code(int status) {
        if (status >= 500) {
            return StatusCode.SERVER_ERROR;
        }
        return status == 400 || status == 413 || status == 415
                ? StatusCode.INVALID_PARAMETERS
                : StatusCode.CLIENT_ERROR;
    }
}
