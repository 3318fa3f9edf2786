package org.ocpiplatform.api.ocpi.invoicereconciliation;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.springframework.stereotype.Component;

/** Finds out who pays the CDRs of a record. */
@Component
final class Payers {

    private final ObjectRequests objects;

    Payers(ObjectRequests objects) {
        this.objects = objects;
    }

    /** The parties of the tokens of those CDRs of the record's owner that are known on the record's side. */
    Set<PartyId> of(ReplicaId record, Collection<CiString> cdrs, OcpiExchange exchange) {
        return cdrs.stream()
                .distinct()
                .map(cdr -> new ReplicaId(record.side(), ObjectKind.CDR, record.owner(), cdr))
                .flatMap(cdr -> objects.lookUp(cdr, exchange).stream())
                .map(json -> json.read(Cdr.class).cdrToken().party())
                .collect(Collectors.toUnmodifiableSet());
    }
}
