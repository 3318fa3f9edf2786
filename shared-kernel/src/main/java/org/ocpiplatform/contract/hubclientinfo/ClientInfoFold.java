package org.ocpiplatform.contract.hubclientinfo;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent.ClientInfoReplaced;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;

/** A ClientInfo after its events; the aggregate, the projector and the audit all use this one fold. */
public final class ClientInfoFold {

    private ClientInfoFold() {}

    /**
     * The client info after one more event.
     *
     * @param current the client info before it; null before the first
     */
    public static ClientInfo apply(@Nullable ClientInfo current, ClientInfoEvent event) {
        return switch (event) {
            case ClientInfoReplaced replaced -> replaced.clientInfo();
        };
    }
}
