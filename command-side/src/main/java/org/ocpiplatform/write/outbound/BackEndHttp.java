package org.ocpiplatform.write.outbound;

/**
 * The way to the operator's own systems, wherever they are: the guard against addresses that are not for us to call is
 * for URLs that partners choose, not for those in our settings. It is a type of its own, so that nobody takes it for
 * the way to partners.
 */
public final class BackEndHttp {

    private final OutboundHttp http;

    /** Sends by this. */
    public BackEndHttp(OutboundHttp http) {
        this.http = http;
    }

    /**
     * Sends one request and reads the answer, whatever its status.
     *
     * @throws OutboundFailure if there is no answer to read
     */
    public OutboundResponse exchange(OutboundRequest request) {
        return http.exchange(request);
    }
}
