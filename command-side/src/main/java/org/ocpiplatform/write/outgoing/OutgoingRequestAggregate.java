package org.ocpiplatform.write.outgoing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.BeginSending;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.ExpireOutgoing;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteAnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteSendingFailed;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordAnswer;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RequestOperation;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingBegun;
import org.ocpiplatform.contract.outgoing.OutgoingRequestFold;
import org.ocpiplatform.contract.outgoing.OutgoingState;
import org.ocpiplatform.contract.outgoing.Sending;
import org.ocpiplatform.contract.outgoing.Sending.Turn;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A request of one of our parties to a partner's charge point. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "OutgoingRequest", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class OutgoingRequestAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable RequestId id;

    private @Nullable OutgoingState current;
    private @Nullable Instant requestedAt;

    OutgoingRequestAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(RequestOperation command) {
        boolean created = current == null;
        return applied(command.requestId(), created, OutgoingRequestRules.request(current, command));
    }

    @CommandHandler
    Sending decide(BeginSending command, Clock clock) {
        OutgoingState before = state();
        Turn turn = OutgoingRequestRules.turn(before);
        if (turn == Turn.SEND) {
            OutgoingRequestEvent event =
                    OutgoingRequestRules.send(before, Objects.requireNonNull(requestedAt), clock.instant());
            apply(event);
            turn = event instanceof SendingBegun ? Turn.SEND : Turn.DONE;
        }
        return new Sending(turn, before.request());
    }

    @CommandHandler
    WriteResult decide(RecordAnswer command) {
        return applied(command.requestId(), false, OutgoingRequestRules.answer(state(), command));
    }

    @CommandHandler
    WriteResult decide(NoteSendingFailed command) {
        return applied(command.requestId(), false, OutgoingRequestRules.sendingFailed(state(), command));
    }

    @CommandHandler
    WriteResult decide(NoteAnswerLost command) {
        return applied(command.requestId(), false, OutgoingRequestRules.answerLost(state(), command));
    }

    @CommandHandler
    WriteResult decide(RecordResult command) {
        return applied(command.requestId(), false, OutgoingRequestRules.result(state(), command));
    }

    @CommandHandler
    WriteResult decide(ExpireOutgoing command) {
        return applied(command.requestId(), false, OutgoingRequestRules.expire(state()));
    }

    private OutgoingState state() {
        return Objects.requireNonNull(current);
    }

    private static WriteResult applied(RequestId id, boolean created, List<OutgoingRequestEvent> events) {
        events.forEach(event -> apply(event));
        return Writes.result(id.value(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(OutgoingRequestEvent event, @Timestamp Instant at) {
        id = event.requestId();
        requestedAt = requestedAt == null ? at : requestedAt;
        current = OutgoingRequestFold.apply(current, event);
    }
}
