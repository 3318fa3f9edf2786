package org.ocpiplatform.write.incoming;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.incoming.DueForwarding;
import org.ocpiplatform.contract.incoming.DueResult;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.AcceptRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.ExpireRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteNotForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultUndeliverable;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.PrepareForwarding;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.PrepareResult;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.ReceiveRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.incoming.IncomingRequestFold;
import org.ocpiplatform.contract.incoming.IncomingState;
import org.ocpiplatform.contract.incoming.Reception;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A request of a partner to a charge point here, from its coming in until the partner has been told what became of it. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "IncomingRequest", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class IncomingRequestAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable RequestId id;

    private @Nullable IncomingState current;

    IncomingRequestAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Reception decide(ReceiveRequest command, Clock clock) {
        return received(command.requestId(), IncomingRequestRules.receive(current, command, clock.instant()));
    }

    @CommandHandler
    DueForwarding decide(PrepareForwarding command, Clock clock) {
        IncomingState state = known();
        Instant deadline = Objects.requireNonNullElse(state.deadline(), Instant.MIN);
        return new DueForwarding(
                IncomingRequestRules.undecided(state) && clock.instant().isBefore(deadline) ? state.request() : null,
                deadline);
    }

    @CommandHandler
    Reception decide(NoteForwarded command) {
        return received(command.requestId(), IncomingRequestRules.forwarded(known()));
    }

    @CommandHandler
    Reception decide(NoteNotForwarded command) {
        return received(command.requestId(), IncomingRequestRules.notForwarded(known(), command));
    }

    @CommandHandler
    Reception decide(AcceptRequest command) {
        return received(command.requestId(), IncomingRequestRules.accept(known()));
    }

    @CommandHandler
    WriteResult decide(RecordReply command, Clock clock) {
        return decided(command.requestId(), IncomingRequestRules.reply(known(), command, clock.instant()));
    }

    @CommandHandler
    WriteResult decide(ExpireRequest command) {
        return decided(command.requestId(), IncomingRequestRules.expire(known()));
    }

    @CommandHandler
    DueResult decide(PrepareResult command) {
        IncomingState state = known();
        return state.accepted() && state.told() < state.results().size()
                ? new DueResult(
                        state.request(), state.told() + 1, state.results().get(state.told()))
                : new DueResult(state.request(), state.told(), null);
    }

    @CommandHandler
    WriteResult decide(NoteResultSent command) {
        return decided(command.requestId(), IncomingRequestRules.sent(known(), command));
    }

    @CommandHandler
    WriteResult decide(NoteResultUndeliverable command) {
        return decided(command.requestId(), IncomingRequestRules.undeliverable(known(), command));
    }

    private IncomingState known() {
        return Objects.requireNonNull(current, "its first event tells of the request");
    }

    private Reception received(RequestId requestId, List<IncomingRequestEvent> events) {
        WriteResult result = decided(requestId, events);
        return new Reception(known().answer(), result);
    }

    private WriteResult decided(RequestId requestId, List<IncomingRequestEvent> events) {
        boolean created = current == null;
        events.forEach(event -> apply(event));
        return Writes.result(requestId.value(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(IncomingRequestEvent event) {
        id = event.requestId();
        current = IncomingRequestFold.apply(current, event);
    }
}
