package org.ocpiplatform.write.cdrs;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.cdrs.CdrCommand.FileCdr;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.validation.Validation;
import org.springframework.stereotype.Component;

/** Files CDRs; a Credit CDR and the note at its original are stored together or not at all. */
@Component
final class CdrCommandHandler {

    private final Repository<CdrAggregate> cdrs;

    CdrCommandHandler(Repository<CdrAggregate> cdrs) {
        this.cdrs = cdrs;
    }

    @CommandHandler
    WriteResult handle(FileCdr command) throws Exception {
        Cdr cdr = Validation.valid(command.cdr());
        if (cdr.creditReferenceId() == null) {
            return cdrs.loadOrCreate(command.cdrId().toString(), CdrAggregate::new)
                    .invoke(aggregate -> aggregate.file(command));
        }
        ReplicaId original = new ReplicaId(
                command.cdrId().side(), command.cdrId().kind(), command.cdrId().owner(), cdr.creditReferenceId());
        if (original.equals(command.cdrId())) {
            throw Rejection.invalid("credit_reference_id is the CDR's own id");
        }
        // One order for all, so that two requests that name each other's CDRs cannot block each other.
        boolean originalFirst = original.toString().compareTo(command.cdrId().toString()) < 0;
        Aggregate<CdrAggregate> known = originalFirst ? original(original) : null;
        Aggregate<CdrAggregate> credit = cdrs.loadOrCreate(command.cdrId().toString(), CdrAggregate::new);
        if (!originalFirst) {
            known = original(original);
        }
        WriteResult result = credit.invoke(aggregate -> aggregate.file(command));
        if (result.kind() != WriteResult.Kind.UNCHANGED && known != null) {
            known.execute(aggregate -> aggregate.credit(original, cdr));
        }
        return result;
    }

    /** On the side where CPOs publish the original must be there; a receiver may have missed it. */
    private @Nullable Aggregate<CdrAggregate> original(ReplicaId id) {
        try {
            return cdrs.load(id.toString());
        } catch (AggregateNotFoundException e) {
            if (id.side() == Side.CPO) {
                throw Rejection.invalid("credit_reference_id " + id.id() + " names no CDR that was filed here");
            }
            return null;
        }
    }
}
