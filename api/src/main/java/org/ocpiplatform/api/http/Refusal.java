package org.ocpiplatform.api.http;

import org.springframework.http.HttpStatus;

/** A request that is refused on the level of HTTP, before its content could mean anything. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    /** A refusal with this status; the message is shown to the caller. */
    public Refusal(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The HTTP status to answer. */
    public HttpStatus status() {
        return status;
    }

    /** The text for the caller; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
