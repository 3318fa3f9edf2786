package org.ocpiplatform.ocpi;

/** OCPI's own status codes, carried in every envelope (OCPI 2.3.0, chapter Status codes). */
public enum StatusCode {
    SUCCESS(1000),
    CLIENT_ERROR(2000),
    INVALID_PARAMETERS(2001),
    NOT_ENOUGH_INFORMATION(2002),
    UNKNOWN_LOCATION(2003),
    UNKNOWN_TOKEN(2004),
    SERVER_ERROR(3000),
    UNABLE_TO_USE_CLIENT_API(3001),
    UNSUPPORTED_VERSION(3002),
    NO_MATCHING_ENDPOINTS(3003),
    HUB_ERROR(4000),
    UNKNOWN_RECEIVER(4001),
    FORWARD_TIMEOUT(4002),
    CONNECTION_PROBLEM(4003);

    private final int code;

    StatusCode(int code) {
        this.code = code;
    }

    /** The four-digit number that stands in the envelope. */
    public int code() {
        return code;
    }
}
