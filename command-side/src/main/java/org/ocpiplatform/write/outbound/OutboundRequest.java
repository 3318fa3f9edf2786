package org.ocpiplatform.write.outbound;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.ModuleId;

/**
 * One request to a partner.
 *
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param url absolute, with its query, encoded; {@link Urls} makes them
 * @param correlationId kept from what led to this request
 * @param requestId its X-Request-ID, the same for each attempt at one request; none = a new one
 * @param body JSON in UTF-8
 * @param callback whether the URL is one that a request of the partner has named, which may be anybody's: how such a call
 *     goes says nothing about the partner, and the partner's rest does not hold it up
 * @param module that metrics and traces count it to
 */
public record OutboundRequest(
        Peer peer,
        String method,
        String url,
        Routing routing,
        String correlationId,
        @Nullable String requestId,
        @Nullable String body,
        boolean callback,
        String module) {

    private static final String UNTOLD = "none";

    /** A request that belongs to no module, or to one that is not told. */
    public OutboundRequest(
            Peer peer,
            String method,
            String url,
            Routing routing,
            String correlationId,
            @Nullable String requestId,
            @Nullable String body,
            boolean callback) {
        this(peer, method, url, routing, correlationId, requestId, body, callback, UNTOLD);
    }

    /** A request to the partner's own interfaces. */
    public OutboundRequest(
            Peer peer, String method, String url, Routing routing, String correlationId, @Nullable String body) {
        this(peer, method, url, routing, correlationId, null, body, false);
    }

    /** A request without a body. */
    public static OutboundRequest get(Peer peer, String url, Routing routing, String correlationId) {
        return new OutboundRequest(peer, "GET", url, routing, correlationId, null);
    }

    /** The same request, counted to a module. */
    public OutboundRequest of(ModuleId module) {
        return new OutboundRequest(
                peer, method, url, routing, correlationId, requestId, body, callback, module.value());
    }
}
