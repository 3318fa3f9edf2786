package org.ocpiplatform.write.outbound;

/**
 * Sends requests to partners: guarded against addresses that are not for us to call, bounded in time, size and number,
 * and stopped for a while where a partner keeps failing.
 */
public interface OutboundHttp {

    /**
     * Sends one request and reads the answer, whatever its status.
     *
     * @throws OutboundFailure if there is no answer to read
     */
    OutboundResponse exchange(OutboundRequest request);
}
