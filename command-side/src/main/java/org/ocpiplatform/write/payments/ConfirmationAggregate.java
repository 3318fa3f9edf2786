package org.ocpiplatform.write.payments;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.payments.CaptureDecision;
import org.ocpiplatform.contract.payments.ConfirmationCommand.CaptureAdvice;
import org.ocpiplatform.contract.payments.ConfirmationCommand.FileConfirmation;
import org.ocpiplatform.contract.payments.ConfirmationEvent;
import org.ocpiplatform.contract.payments.ConfirmationEvent.AdviceCaptured;
import org.ocpiplatform.contract.payments.ConfirmationFold;
import org.ocpiplatform.contract.payments.ConfirmationState;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A FinancialAdviceConfirmation, which is written once. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "FinancialAdviceConfirmation", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class ConfirmationAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable ConfirmationState current;

    ConfirmationAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(FileConfirmation command) {
        return decided(command.confirmationId(), ConfirmationRules.file(current, command));
    }

    /**
     * The provider is asked here, so that one node asks it once however many requests come at once. Another node may
     * ask at the same time; then the idempotency key keeps the second from moving money, and its event from being
     * stored.
     */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CaptureDecision decide(CaptureAdvice command, PaymentProvider provider, Clock clock) {
        if (current != null) {
            return new CaptureDecision(
                    ConfirmationRules.repeated(current, command), decided(command.confirmationId(), List.of()));
        }
        AdviceCaptured captured = ConfirmationRules.capture(command, provider, clock.instant());
        return new CaptureDecision(captured.confirmation(), decided(command.confirmationId(), List.of(captured)));
    }

    private WriteResult decided(ReplicaId confirmationId, List<? extends ConfirmationEvent> events) {
        boolean created = current == null;
        events.forEach(event -> apply(event));
        return Writes.result(confirmationId.toString(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(ConfirmationEvent event) {
        id = event.confirmationId();
        current = ConfirmationFold.apply(current, event);
    }
}
