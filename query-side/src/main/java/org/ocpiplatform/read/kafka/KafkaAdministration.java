package org.ocpiplatform.read.kafka;

import java.util.List;
import java.util.Optional;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.queryhandling.QueryHandler;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.kafka.KafkaQuery.ResetKafka;
import org.ocpiplatform.contract.kafka.KafkaQuery.ShowKafka;
import org.ocpiplatform.contract.kafka.KafkaQuery.Start;
import org.ocpiplatform.contract.kafka.KafkaStatus;
import org.ocpiplatform.contract.kafka.KafkaStatus.State;
import org.ocpiplatform.read.kafka.KafkaClaims.Claim;
import org.ocpiplatform.read.projection.ReadSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells administrators how far the publication to Kafka is, and lets it go on from elsewhere. */
@Component
final class KafkaAdministration {

    private final ObjectProvider<KafkaPublisher> publisher;
    private final ObjectProvider<KafkaSettings> settings;
    private final ObjectProvider<EventProcessingConfiguration> processors;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final KafkaClaims claims;
    private final String node;

    KafkaAdministration(
            ObjectProvider<KafkaPublisher> publisher,
            ObjectProvider<KafkaSettings> settings,
            ObjectProvider<EventProcessingConfiguration> processors,
            StreamableMessageSource<TrackedEventMessage<?>> events,
            KafkaClaims claims,
            ReadSettings node) {
        this.publisher = publisher;
        this.settings = settings;
        this.processors = processors;
        this.events = events;
        this.claims = claims;
        this.node = node.nodeId();
    }

    @QueryHandler
    KafkaStatus handle(ShowKafka query) {
        KafkaPublisher running = publisher.getIfAvailable();
        long head = head();
        Optional<Claim> claim = claims.current();
        long position = claim.map(Claim::position).orElse(0L);
        if (running == null) {
            return new KafkaStatus(
                    State.OFF, null, position, head, Math.max(0, head - position), 0, List.of(), null, null, null);
        }
        Optional<String> holder = claim.flatMap(Claim::node);
        boolean elsewhere = holder.isPresent() && !holder.get().equals(node);
        return new KafkaStatus(
                elsewhere || running.state().isRunning() ? State.RUNNING : State.WAITING,
                holder.orElse(null),
                position,
                head,
                Math.max(0, head - position),
                running.published(),
                running.topics(),
                settings.getObject().privacy(),
                running.state().lastError(),
                running.state().lastErrorAt());
    }

    /** The group runs on one node at a time, and only that one can stop it and say where it goes on. */
    @QueryHandler
    synchronized KafkaStatus handle(ResetKafka query) {
        KafkaPublisher running = publisher.getIfAvailable();
        if (running == null) {
            throw new Rejection(
                    Rejection.Code.CONFLICT, "nothing is published to Kafka: " + KafkaSettings.SWITCH + " is not set");
        }
        long before = before(query.start());
        claims.current()
                .flatMap(Claim::node)
                .filter(holder -> !holder.equals(node))
                .ifPresent(KafkaAdministration::refuse);
        EventProcessingConfiguration processing = processors.getObject();
        StreamingEventProcessor processor = processing
                .<StreamingEventProcessor>eventProcessor(KafkaGroup.PROCESSOR, StreamingEventProcessor.class)
                .orElseThrow();
        running.halt();
        processor.shutDown();
        try {
            move(processing.tokenStore(KafkaGroup.PROCESSOR), before);
        } catch (UnableToClaimTokenException taken) {
            refuse(claims.current().flatMap(Claim::node).orElse("unknown"));
        } finally {
            running.resume();
            processor.start();
        }
        return handle(new ShowKafka());
    }

    /** Axon's own reset would mark what follows as a replay, which makes no difference here. */
    private static void move(TokenStore tokens, long before) {
        for (int segment : tokens.fetchSegments(KafkaGroup.PROCESSOR)) {
            tokens.fetchToken(KafkaGroup.PROCESSOR, segment);
            tokens.storeToken(new GlobalSequenceTrackingToken(before), KafkaGroup.PROCESSOR, segment);
            tokens.releaseClaim(KafkaGroup.PROCESSOR, segment);
        }
    }

    private static void refuse(String holder) {
        throw new Rejection(Rejection.Code.CONFLICT, "node " + holder + " publishes to Kafka; ask that one");
    }

    /** The position after which it goes on. */
    private long before(Start start) {
        long head = head();
        return switch (start) {
            case Start.Beginning() -> 0;
            case Start.Now() -> head;
            case Start.Position(long position) -> {
                if (position < 1 || position > head + 1) {
                    throw Rejection.invalid("position must be from 1 to " + (head + 1));
                }
                yield position - 1;
            }
        };
    }

    private long head() {
        TrackingToken head = events.createHeadToken();
        return head == null ? 0 : head.position().orElse(0);
    }
}
