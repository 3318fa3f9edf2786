package org.ocpiplatform.eventstore;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.Serializer;

/**
 * An event on its way into the store: its row, and the message its readers in this process will get.
 *
 * @param aggregateId as it is told
 * @param forgotten how often something had been forgotten before this was sealed
 */
record NewEvent(ChainedRow chained, String aggregateId, SerializedMessage<?> message, long forgotten) {

    /**
     * The message shares the published payload, which saves each reader from deserialising it. The metadata is taken
     * from its serialised form because its values have no declared types and may come back as others than they were.
     */
    static NewEvent of(ChainedRow chained, EventMessage<?> published, Serializer serializer, long forgotten) {
        EventRow row = chained.row();
        LazyDeserializingObject<MetaData> metadata = new LazyDeserializingObject<>(row.getMetaData(), serializer);
        Object payload = published.getPayload();
        return new NewEvent(
                chained,
                published instanceof DomainEventMessage<?> event ? event.getAggregateIdentifier() : row.aggregateId(),
                new SerializedMessage<>(row.eventId(), new LazyDeserializingObject<>(payload), metadata),
                forgotten);
    }

    EventRow row() {
        return chained.row();
    }

    TrackedEventMessage<?> at(long position) {
        EventRow row = row();
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                row.aggregateType(),
                aggregateId,
                row.sequenceNumber(),
                message,
                row::occurredAt);
    }
}
