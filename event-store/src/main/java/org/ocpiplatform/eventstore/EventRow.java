package org.ocpiplatform.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** An event or a snapshot as it is stored, without its position. */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
public record EventRow(
        String eventId,
        String aggregateId,
        long sequenceNumber,
        @Nullable String aggregateType,
        Instant occurredAt,
        String payloadType,
        @Nullable String payloadRevision,
        byte[] payload,
        byte[] metadata)
        implements DomainEventData<byte[]> {

    /** The one place where a message becomes a row. */
    public static EventRow of(EventMessage<?> message, Serializer serializer, Sealing sealing, StreamNames names) {
        DomainEventMessage<?> event = asDomainEvent(message);
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metadata = event.serializeMetaData(serializer, byte[].class);
        return new EventRow(
                event.getIdentifier(),
                names.toStore(event.getAggregateIdentifier()),
                event.getSequenceNumber(),
                event.getType(),
                // PostgreSQL would round; a reader of the ring must see the same time as a reader of the table.
                event.getTimestamp().truncatedTo(ChronoUnit.MICROS),
                payload.getType().getName(),
                payload.getType().getRevision(),
                sealing.seal(payload.getData()),
                metadata.getData());
    }

    /**
     * A snapshot as a row.
     *
     * @param storedId the name of its stream
     * @param sealed the state that it holds, as it is to be stored
     */
    static EventRow ofSnapshot(DomainEventMessage<?> snapshot, Serializer serializer, String storedId, byte[] sealed) {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        return new EventRow(
                snapshot.getIdentifier(),
                storedId,
                snapshot.getSequenceNumber(),
                snapshot.getType(),
                snapshot.getTimestamp().truncatedTo(ChronoUnit.MICROS),
                payload.getType().getName(),
                payload.getType().getRevision(),
                sealed,
                snapshot.serializeMetaData(serializer, byte[].class).getData());
    }

    /** The row as it was before it was sealed, as far as that can still be read. */
    public EventRow opened(Sealing sealing) {
        String openId = sealing.openId(aggregateId);
        byte[] openPayload = sealing.open(payload);
        return openPayload == payload && openId.equals(aggregateId)
                ? this
                : new EventRow(
                        eventId,
                        openId,
                        sequenceNumber,
                        aggregateType,
                        occurredAt,
                        payloadType,
                        payloadRevision,
                        openPayload,
                        metadata);
    }

    /** As in Axon's JDBC engine, an event of no aggregate is the only event of an aggregate with the event's own id. */
    private static <T> DomainEventMessage<T> asDomainEvent(EventMessage<T> message) {
        return message instanceof DomainEventMessage<T> domainEvent
                ? domainEvent
                : new GenericDomainEventMessage<>(null, message.getIdentifier(), 0L, message, message::getTimestamp);
    }

    int size() {
        return payload.length + metadata.length;
    }

    @Override
    public String getEventIdentifier() {
        return eventId;
    }

    @Override
    public String getAggregateIdentifier() {
        return aggregateId;
    }

    @Override
    public long getSequenceNumber() {
        return sequenceNumber;
    }

    @Override
    public @Nullable String getType() {
        return aggregateType;
    }

    @Override
    public Instant getTimestamp() {
        return occurredAt;
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(payload, byte[].class, payloadType, payloadRevision);
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(metadata, byte[].class);
    }
}
