package org.ocpiplatform.contract.cdrs;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.cdrs.Cdr;

/** What happened to a CDR. */
public sealed interface CdrEvent {

    /** The CDR it happened to. */
    ReplicaId cdrId();

    /** The CDR was filed. */
    @Revision("1")
    @StoredType("cdrs.filed")
    record CdrFiled(ReplicaId cdrId, Cdr cdr) implements CdrEvent {}

    /**
     * Another CDR took back what this one costs.
     *
     * @param creditId id of the Credit CDR
     */
    @Revision("1")
    @StoredType("cdrs.credited")
    record CdrCredited(ReplicaId cdrId, CiString creditId) implements CdrEvent {}
}
