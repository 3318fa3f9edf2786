package org.ocpiplatform.write.hub;

import java.time.Duration;

/**
 * How this platform is a hub.
 *
 * @param silence after which a partner that we heard nothing from is asked whether it is there; OCPI says five minutes
 */
public record HubSettings(Duration silence) {

    /** The processor that keeps client infos. */
    public static final String CLIENT_INFO_PROCESSOR = "hub_client_info";
}
