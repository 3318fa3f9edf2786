package org.ocpiplatform.read.projection;

import org.axonframework.eventhandling.DomainEventMessage;

/**
 * An event on its way into a projection.
 *
 * @param position of the event in the event store
 */
record Change(DomainEventMessage<?> message, long position) {

    String aggregateId() {
        return message.getAggregateIdentifier();
    }

    long revision() {
        return message.getSequenceNumber();
    }
}
