package org.ocpiplatform.read.kafka;

import java.util.function.UnaryOperator;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.ConcludesBatch;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.read.changes.ChangeRenderer;
import org.ocpiplatform.read.changes.Pseudonyms;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Publishes every change of an OCPI object. The processor's token is stored after the brokers have acknowledged all of
 * a batch, so that a crash leads to repeats and never to a gap. Unlike other automations it may see the past again.
 */
@Component
@ProcessingGroup(KafkaGroup.PROCESSOR)
@Conditional(KafkaConfigured.class)
final class KafkaAutomation {

    private static final String PURPOSE = "pseudonyms of the changes that are published to Kafka";

    private final ChangeRenderer renderer;
    private final KafkaPublisher publisher;
    private final UnaryOperator<Change> told;

    KafkaAutomation(ChangeRenderer renderer, KafkaPublisher publisher, KafkaSettings settings, SecretSeal seal) {
        this.renderer = renderer;
        this.publisher = publisher;
        this.told = settings.privacy() == Privacy.PSEUDONYMISED
                ? new Pseudonyms(seal.derive(PURPOSE))::of
                : UnaryOperator.identity();
    }

    @EventHandler
    void on(Object event, DomainEventMessage<?> message, TrackingToken token, @ConcludesBatch boolean last) {
        try {
            renderer.of(message, token.position().orElseThrow()).map(told).ifPresent(publisher::publish);
            if (last) {
                publisher.settle();
            }
        } catch (RuntimeException e) {
            // The whole batch comes again.
            publisher.forget();
            throw e;
        }
    }
}
