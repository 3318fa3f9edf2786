package org.ocpiplatform.contract.cdrs;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.cdrs.Cdr;

/** What can be asked of a CDR. */
public sealed interface CdrCommand {

    /** The CDR that is meant. */
    ReplicaId cdrId();

    /**
     * Files a CDR, which then never changes. Answered by a {@link org.ocpiplatform.contract.WriteResult}; filing it
     * again changes nothing, other content under its id is rejected.
     *
     * @param cdr a valid object, whole
     */
    record FileCdr(@TargetAggregateIdentifier ReplicaId cdrId, Cdr cdr) implements CdrCommand {}
}
