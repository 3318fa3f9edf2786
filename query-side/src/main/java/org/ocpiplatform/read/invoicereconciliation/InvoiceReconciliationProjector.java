package org.ocpiplatform.read.invoicereconciliation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.invoicereconciliation.FiledRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationFold;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Invoice reconciliation records as partners see them: the owner, and the parties that pay the CDRs. */
@Component
@ProcessingGroup("invoicereconciliation")
final class InvoiceReconciliationProjector {

    private static final String PAYERS = "payers";

    private final Projection<FiledRecord> projection;

    InvoiceReconciliationProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                        ObjectKind.INVOICE_RECONCILIATION_RECORD,
                        FiledRecord.class,
                        InvoiceReconciliationEvent.class,
                        InvoiceReconciliationFold::apply,
                        FiledRecord::lastUpdated,
                        InvoiceReconciliationProjector::audience,
                        Audience::ofCharging)
                .showing(FiledRecord::record)
                .keeping(InvoiceReconciliationProjector::write, InvoiceReconciliationProjector::read));
    }

    @EventHandler
    void on(InvoiceReconciliationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    private static List<String> audience(ReplicaId id, FiledRecord state) {
        return Stream.concat(
                        Stream.of(Audience.OWNER.on(id.side(), id.owner())),
                        Audience.DRIVER.on(id.side(), state.payers()).stream())
                .toList();
    }

    private static void write(FiledRecord state, Document document) {
        document.append(
                PAYERS, state.payers().stream().map(PartyId::key).sorted().toList());
    }

    private static FiledRecord read(Document document) {
        return new FiledRecord(
                ObjectShape.json(document, InvoiceReconciliationRecord.class),
                document.getList(PAYERS, String.class).stream()
                        .map(PartyId::parse)
                        .collect(Collectors.toSet()));
    }
}
