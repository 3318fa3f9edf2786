package org.ocpiplatform.write.pushes;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RecordAcknowledgement;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RecordFailure;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RequestDelivery;
import org.ocpiplatform.contract.deliveries.DeliveryEvent;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryAcknowledged;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryFailed;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryRequested;
import org.ocpiplatform.contract.deliveries.DeliveryId;
import org.ocpiplatform.contract.deliveries.FailureReason;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/**
 * What a partner has been given of an object. A charge point that is busy for years has very many of these events, so
 * this aggregate is stored as a snapshot now and then.
 */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Delivery", cache = "aggregateCache", snapshotTriggerDefinition = "deliverySnapshots")
final class DeliveryAggregate {

    private static final long NONE = -1;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable DeliveryId id;

    /** Revision of the object that the partner has. */
    private long acknowledged = NONE;

    /** Failed attempts since the partner last took a push. */
    private int failures;

    /** The same with what was held back: it makes the next try later, too. Not in snapshots of before. */
    private int delays;

    DeliveryAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(RequestDelivery command) {
        return applied(command.deliveryId(), new DeliveryRequested(command.deliveryId()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(RecordAcknowledgement command) {
        return command.revision() < acknowledged
                ? unchanged(command.deliveryId())
                : applied(
                        command.deliveryId(),
                        new DeliveryAcknowledged(
                                command.deliveryId(),
                                command.revision(),
                                command.method(),
                                failures + 1,
                                command.location()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(RecordFailure command, PushSettings settings, Clock clock) {
        int attempt = FailureReason.heldBack(command.reason()) ? failures : failures + 1;
        return command.revision() < acknowledged
                ? unchanged(command.deliveryId())
                : applied(
                        command.deliveryId(),
                        new DeliveryFailed(
                                command.deliveryId(),
                                command.revision(),
                                command.method(),
                                command.reason(),
                                command.detail(),
                                attempt,
                                command.httpStatus(),
                                command.statusCode(),
                                command.repeatable()
                                        ? clock.instant().plus(settings.delayAfter(Math.max(failures, delays) + 1))
                                        : null));
    }

    private static WriteResult applied(DeliveryId id, DeliveryEvent event) {
        apply(event);
        return Writes.result(id.toString(), false, true, getVersion());
    }

    private static WriteResult unchanged(DeliveryId id) {
        return Writes.result(id.toString(), false, false, getVersion());
    }

    @EventSourcingHandler
    void evolve(DeliveryEvent event) {
        id = event.deliveryId();
        switch (event) {
            case DeliveryRequested requested -> {}
            case DeliveryAcknowledged taken -> {
                acknowledged = taken.revision();
                failures = 0;
                delays = 0;
            }
            case DeliveryFailed failed -> {
                delays = Math.max(failures, delays) + 1;
                failures = failed.attempt();
            }
        }
    }
}
