package org.ocpiplatform.eventstore;

/** The events of a database are not in the store that the platform was started with. The message says what to do. */
public final class MisplacedEventsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MisplacedEventsException(String message) {
        super(message);
    }
}
