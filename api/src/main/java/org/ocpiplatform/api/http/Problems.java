package org.ocpiplatform.api.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Writes errors outside OCPI as problem documents (RFC 9457). */
public final class Problems {

    /** What comes with an answer that a repeat may succeed. */
    public static final String RETRY_AFTER_SECONDS = "5";

    private Problems() {}

    /** Answers with a problem document; the detail is shown to the caller. */
    public static void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        byte[] body = OcpiJson.mapper()
                .writeValueAsBytes(new Problem("about:blank", status.getReasonPhrase(), status.value(), detail));
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private record Problem(String type, String title, int status, String detail) {}
}
