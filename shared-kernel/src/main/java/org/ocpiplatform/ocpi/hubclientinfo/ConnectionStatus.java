package org.ocpiplatform.ocpi.hubclientinfo;

/** Whether a party can be reached through its hub (OCPI 2.3.0, ConnectionStatus enum). */
public enum ConnectionStatus {
    CONNECTED,
    OFFLINE,
    /** Not connected yet. */
    PLANNED,
    /** Not connected any more, until it comes back. */
    SUSPENDED
}
