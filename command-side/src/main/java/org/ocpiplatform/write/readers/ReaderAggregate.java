package org.ocpiplatform.write.readers;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.readers.ReaderCommand;
import org.ocpiplatform.contract.readers.ReaderCommand.AdmitReader;
import org.ocpiplatform.contract.readers.ReaderCommand.ReplaceReaderToken;
import org.ocpiplatform.contract.readers.ReaderCommand.RevokeReader;
import org.ocpiplatform.contract.readers.ReaderEvent;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderAdmitted;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderRevoked;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderTokenReplaced;
import org.ocpiplatform.contract.readers.ReaderId;
import org.ocpiplatform.contract.readers.ReaderKind;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A consumer of streams, or an auditor. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Reader", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class ReaderAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReaderId id;

    private @Nullable ReaderKind kind;
    private boolean revoked;

    ReaderAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    WriteResult decide(AdmitReader command) {
        apply(new ReaderAdmitted(
                command.readerId(),
                command.kind(),
                command.name(),
                command.modules(),
                command.privacy(),
                command.tokenHash(),
                command.pseudonymKey()));
        return result(command, true);
    }

    @CommandHandler
    WriteResult decide(ReplaceReaderToken command) {
        requireKnown(command);
        apply(new ReaderTokenReplaced(command.readerId(), command.tokenHash()));
        return result(command, false);
    }

    @CommandHandler
    WriteResult decide(RevokeReader command) {
        requireKnown(command);
        apply(new ReaderRevoked(command.readerId()));
        return result(command, false);
    }

    private void requireKnown(ReaderCommand command) {
        if (revoked || command.kind() != kind) {
            throw Rejection.notFound(command.kind().noun());
        }
    }

    private static WriteResult result(ReaderCommand command, boolean created) {
        return Writes.result(command.readerId().value(), created, true, getVersion());
    }

    @EventSourcingHandler
    void evolve(ReaderEvent event) {
        id = event.readerId();
        switch (event) {
            case ReaderAdmitted admitted -> kind = admitted.kind();
            case ReaderTokenReplaced replaced -> {}
            case ReaderRevoked end -> revoked = true;
        }
    }
}
