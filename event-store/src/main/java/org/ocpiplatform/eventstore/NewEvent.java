package org.ocpiplatform.eventstore;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.Serializer;

/** An event on its way into the store: its row, and the message its readers in this process will get. */
record NewEvent(EventRow row, SerializedMessage<?> message) {

    /**
     * The message shares the published payload, which saves each reader from deserialising it. The metadata is taken
     * from its serialised form because its values have no declared types and may come back as others than they were.
     */
    static NewEvent of(EventMessage<?> published, Serializer serializer) {
        EventRow row = EventRow.of(published, serializer);
        LazyDeserializingObject<MetaData> metadata = new LazyDeserializingObject<>(row.getMetaData(), serializer);
        Object payload = published.getPayload();
        return new NewEvent(
                row, new SerializedMessage<>(row.eventId(), new LazyDeserializingObject<>(payload), metadata));
    }

    TrackedEventMessage<?> at(long position) {
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                row.aggregateType(),
                row.aggregateId(),
                row.sequenceNumber(),
                message,
                row::occurredAt);
    }
}
