package org.ocpiplatform.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids by which a request is followed through logs, events and other platforms.
 *
 * @param requestId the request's X-Request-ID, or one made for it
 * @param correlationId the request's X-Correlation-ID, or else its request id
 */
public record MessageIds(String requestId, String correlationId) {

    private static final String ATTRIBUTE = MessageIds.class.getName();
    private static final String REQUEST_ID = "X-Request-ID";
    private static final String CORRELATION_ID = "X-Correlation-ID";
    private static final int MAX_LENGTH = 128;

    /** The ids of a request, the same for all who ask. */
    public static MessageIds of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof MessageIds known) {
            return known;
        }
        String requestId = idOr(request.getHeader(REQUEST_ID), null);
        MessageIds ids = new MessageIds(requestId, idOr(request.getHeader(CORRELATION_ID), requestId));
        request.setAttribute(ATTRIBUTE, ids);
        return ids;
    }

    /** Sets the headers that every response has, whatever its outcome. */
    public void addHeaders(HttpServletResponse response) {
        response.setHeader(REQUEST_ID, requestId);
        response.setHeader(CORRELATION_ID, correlationId);
    }

    /** Ids end up in logs, events and headers: absurd ones count as absent. */
    private static String idOr(@Nullable String given, @Nullable String fallback) {
        if (given != null && !given.isBlank() && given.length() <= MAX_LENGTH && isPrintable(given)) {
            return given;
        }
        return fallback == null ? UUID.randomUUID().toString() : fallback;
    }

    private static boolean isPrintable(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < 0x20 || id.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
