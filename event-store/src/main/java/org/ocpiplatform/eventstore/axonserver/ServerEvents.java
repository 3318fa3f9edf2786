package org.ocpiplatform.eventstore.axonserver;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.EventRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events in the form in which Axon Server has them: times in milliseconds, empty texts for none, and metadata as entries,
 * which come back as JSON in the order of their keys.
 */
final class ServerEvents {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ServerEvents() {}

    static Event of(EventRow row, boolean snapshot) {
        Event.Builder event = Event.newBuilder()
                .setMessageIdentifier(row.eventId())
                .setAggregateIdentifier(row.aggregateId())
                .setAggregateSequenceNumber(row.sequenceNumber())
                .setAggregateType(orEmpty(row.aggregateType()))
                .setTimestamp(row.occurredAt().toEpochMilli())
                .setSnapshot(snapshot)
                .setPayload(SerializedObject.newBuilder()
                        .setType(row.payloadType())
                        .setRevision(orEmpty(row.payloadRevision()))
                        .setData(ByteString.copyFrom(row.payload())));
        for (var entry : JSON.readTree(row.metadata()).properties()) {
            if (!entry.getValue().isNull()) {
                event.putMetaData(entry.getKey(), value(entry.getValue()));
            }
        }
        return event.build();
    }

    static EventRow row(Event event) {
        return new EventRow(
                event.getMessageIdentifier(),
                event.getAggregateIdentifier(),
                event.getAggregateSequenceNumber(),
                orNull(event.getAggregateType()),
                Instant.ofEpochMilli(event.getTimestamp()),
                event.getPayload().getType(),
                orNull(event.getPayload().getRevision()),
                event.getPayload().getData().toByteArray(),
                metadata(event));
    }

    private static MetaDataValue value(JsonNode value) {
        MetaDataValue.Builder stored = MetaDataValue.newBuilder();
        switch (value.getNodeType()) {
            case STRING -> stored.setTextValue(value.stringValue());
            case BOOLEAN -> stored.setBooleanValue(value.booleanValue());
            case NUMBER -> {
                if (value.canConvertToLong() && value.isIntegralNumber()) {
                    stored.setNumberValue(value.longValue());
                } else {
                    stored.setDoubleValue(value.doubleValue());
                }
            }
            default -> throw new IllegalArgumentException("metadata of events has no " + value.getNodeType());
        }
        return stored.build();
    }

    private static byte[] metadata(Event event) {
        ObjectNode metadata = JSON.createObjectNode();
        new TreeMap<>(event.getMetaDataMap()).forEach((key, value) -> {
            switch (value.getDataCase()) {
                case TEXT_VALUE -> metadata.put(key, value.getTextValue());
                case NUMBER_VALUE -> metadata.put(key, value.getNumberValue());
                case DOUBLE_VALUE -> metadata.put(key, value.getDoubleValue());
                case BOOLEAN_VALUE -> metadata.put(key, value.getBooleanValue());
                case BYTES_VALUE ->
                    metadata.put(key, value.getBytesValue().getData().toByteArray());
                case DATA_NOT_SET -> metadata.putNull(key);
            }
        });
        return JSON.writeValueAsBytes(metadata);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
