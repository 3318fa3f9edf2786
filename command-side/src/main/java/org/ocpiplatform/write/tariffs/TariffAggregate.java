package org.ocpiplatform.write.tariffs;

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
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.tariffs.TariffCommand.PutTariff;
import org.ocpiplatform.contract.tariffs.TariffCommand.WithdrawTariff;
import org.ocpiplatform.contract.tariffs.TariffEvent;
import org.ocpiplatform.contract.tariffs.TariffFold;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A Tariff on one side of the platform; once withdrawn it may come again. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Tariff", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class TariffAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable Tariff current;

    TariffAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    WriteResult decide(PutTariff command) {
        return decided(command.tariffId(), TariffRules.put(current, command));
    }

    @CommandHandler
    WriteResult decide(WithdrawTariff command) {
        return decided(command.tariffId(), TariffRules.withdraw(current, command));
    }

    private WriteResult decided(ReplicaId tariffId, List<? extends TariffEvent> events) {
        boolean created = current == null;
        events.forEach(event -> apply(event));
        return Writes.result(tariffId.toString(), created, !events.isEmpty(), getVersion());
    }

    @EventSourcingHandler
    void evolve(TariffEvent event) {
        id = event.tariffId();
        current = TariffFold.apply(current, event);
    }
}
