package org.ocpiplatform.ocpi.cdrs;

/** How a session was authorised (OCPI 2.3.0, AuthMethod enum). */
public enum AuthMethod {
    AUTH_REQUEST,
    COMMAND,
    WHITELIST
}
