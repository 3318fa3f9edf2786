package org.ocpiplatform.write.tokens;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

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
import org.ocpiplatform.contract.tokens.TokenCommand.PatchToken;
import org.ocpiplatform.contract.tokens.TokenCommand.PutToken;
import org.ocpiplatform.contract.tokens.TokenEvent;
import org.ocpiplatform.contract.tokens.TokenFold;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.write.ObjectLimit;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A Token on one side of the platform; never deleted, only made invalid. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Token", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class TokenAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable Token current;

    TokenAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutToken command) {
        return decided(command.tokenId(), TokenRules.put(current, command));
    }

    @CommandHandler
    WriteResult decide(PatchToken command, ObjectLimit limit) {
        return decided(
                command.tokenId(),
                limit.within(ObjectKind.TOKEN, current, TokenRules.patch(current, command), TokenFold::apply));
    }

    private WriteResult decided(ReplicaId tokenId, List<? extends TokenEvent> events) {
        boolean created = current == null;
        events.forEach(event -> apply(event));
        return Writes.result(tokenId.toString(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(TokenEvent event) {
        id = event.tokenId();
        current = TokenFold.apply(current, event);
    }
}
