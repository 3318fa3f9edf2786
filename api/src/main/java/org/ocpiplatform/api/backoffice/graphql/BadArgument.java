package org.ocpiplatform.api.backoffice.graphql;

/** An argument that is of the right type and no good all the same; the message is shown to the caller. */
final class BadArgument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadArgument(String message) {
        super(message, null, false, false);
    }
}
