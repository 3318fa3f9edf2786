package org.ocpiplatform.read.projection;

import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/** Positions of the event store as numbers. */
final class Positions {

    private Positions() {}

    /** The last position of the event store; 0 while it is empty. */
    static long head(StreamableMessageSource<TrackedEventMessage<?>> events) {
        TrackingToken head = events.createHeadToken();
        return head == null ? 0 : head.position().orElse(0);
    }
}
