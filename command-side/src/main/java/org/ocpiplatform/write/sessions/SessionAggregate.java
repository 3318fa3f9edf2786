package org.ocpiplatform.write.sessions;

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
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.sessions.ChargingPreferencesDecision;
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.contract.sessions.SessionCommand.SetChargingPreferences;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.ocpi.sessions.ChargingPreferencesResponse;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.write.ObjectLimit;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A Session on one side of the platform. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Session", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class SessionAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable Session current;

    SessionAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutSession command) {
        return decided(command.sessionId(), SessionRules.put(current, command));
    }

    @CommandHandler
    WriteResult decide(PatchSession command, ObjectLimit limit) {
        return decided(
                command.sessionId(),
                limit.within(ObjectKind.SESSION, current, SessionRules.patch(current, command), SessionFold::apply));
    }

    @CommandHandler
    ChargingPreferencesDecision decide(SetChargingPreferences command, ChargingPreferencesPolicy policy, Clock clock) {
        ChargingPreferencesResponse response = SessionRules.answer(current, command, policy, clock.instant());
        List<SessionEvent> events = response == ChargingPreferencesResponse.ACCEPTED
                ? List.of(new SessionEvent.ChargingPreferencesAccepted(command.sessionId(), command.preferences()))
                : List.of();
        return new ChargingPreferencesDecision(response, decided(command.sessionId(), events));
    }

    private WriteResult decided(ReplicaId sessionId, List<? extends SessionEvent> events) {
        boolean created = current == null;
        events.forEach(event -> apply(event));
        return Writes.result(sessionId.toString(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(SessionEvent event) {
        id = event.sessionId();
        current = SessionFold.apply(current, event);
    }
}
