package org.ocpiplatform.read.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.ocpiplatform.contract.changes.Change;

/** Changes as records of Kafka: CloudEvents, of which a withdrawn object's has no data and so deletes its key. */
final class CloudEvents {

    private static final String JSON = "application/json";
    private static final String WITHDRAWN = "null";

    private CloudEvents() {}

    static ProducerRecord<String, CloudEvent> record(String topic, Change change) {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(Long.toString(change.position()))
                .withType(change.type())
                .withSource(URI.create(change.source()))
                .withSubject(change.subject())
                .withTime(change.time().atOffset(ZoneOffset.UTC));
        if (!change.data().equals(WITHDRAWN)) {
            event.withData(JSON, change.data().getBytes(StandardCharsets.UTF_8));
        }
        return new ProducerRecord<>(topic, change.key(), event.build());
    }
}
