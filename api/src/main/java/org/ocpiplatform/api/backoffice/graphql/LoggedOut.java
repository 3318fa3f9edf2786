package org.ocpiplatform.api.backoffice.graphql;

/** A subscription outlived the login that it was made with; the message is shown to the caller. */
final class LoggedOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoggedOut(String message) {
        super(message, null, false, false);
    }
}
