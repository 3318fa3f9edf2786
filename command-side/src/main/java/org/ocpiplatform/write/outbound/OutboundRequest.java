package org.ocpiplatform.write.outbound;

import org.jspecify.annotations.Nullable;

/**
 * One request to a partner.
 *
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param url absolute, with its query, encoded; {@link Urls} makes them
 * @param correlationId kept from what led to this request
 * @param body JSON in UTF-8
 */
public record OutboundRequest(
        Peer peer,
        String method,
        String url,
        Routing routing,
        String correlationId,
        @Nullable String body) {

    /** A request without a body. */
    public static OutboundRequest get(Peer peer, String url, Routing routing, String correlationId) {
        return new OutboundRequest(peer, "GET", url, routing, correlationId, null);
    }
}
