package org.ocpiplatform.write.cdrs;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.cdrs.CdrCommand.FileCdr;
import org.ocpiplatform.contract.cdrs.CdrEvent;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrCredited;
import org.ocpiplatform.contract.cdrs.CdrFold;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A CDR on one side of the platform. Its commands come by way of {@link CdrCommandHandler}, which looks at originals. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Cdr", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class CdrAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReplicaId id;

    private @Nullable Cdr current;
    private @Nullable CiString creditedBy;

    CdrAggregate() {}

    WriteResult file(FileCdr command) {
        boolean created = current == null;
        List<CdrEvent> events = CdrRules.file(current, command);
        events.forEach(event -> apply(event));
        return Writes.result(command.cdrId().toString(), created, !events.isEmpty(), getVersion());
    }

    /** Takes note of a Credit CDR. */
    void credit(ReplicaId original, Cdr credit) {
        CdrRules.credit(original, current, creditedBy, credit).forEach(event -> apply(event));
    }

    @EventSourcingHandler
    void evolve(CdrEvent event) {
        id = event.cdrId();
        current = CdrFold.apply(current, event);
        if (event instanceof CdrCredited credited) {
            creditedBy = credited.creditId();
        }
    }
}
