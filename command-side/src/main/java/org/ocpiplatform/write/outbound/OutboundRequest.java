package org.ocpiplatform.write.outbound;

import org.jspecify.annotations.Nullable;

/**
 * One request to a partner.
 *
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param url absolute, with its query, encoded; {@link Urls} makes them
 * @param correlationId kept from what led to this request
 * @param body JSON in UTF-8
 * @param callback whether the URL is one that a request of the partner has named, which may be anybody's: how such a call
 *     goes says nothing about the partner, and the partner's rest does not hold it up
 */
public record OutboundRequest(
        Peer peer,
        String method,
        String url,
        Routing routing,
        String correlationId,
        @Nullable String body,
        boolean callback) {

    /** A request to the partner's own interfaces. */
    public OutboundRequest(
            Peer peer, String method, String url, Routing routing, String correlationId, @Nullable String body) {
        this(peer, method, url, routing, correlationId, body, false);
    }

    /** A request without a body. */
    public static OutboundRequest get(Peer peer, String url, Routing routing, String correlationId) {
        return new OutboundRequest(peer, "GET", url, routing, correlationId, null);
    }
}
