package org.ocpiplatform.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * The connection was lost during a write and the database could not be reached in time to find out whether the events
 * were committed. They may or may not be in the store.
 */
public final class AppendOutcomeUnknownException extends EventStoreException {

    private static final long serialVersionUID = 1L;

    /** An append whose events may or may not be stored. */
    public AppendOutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
