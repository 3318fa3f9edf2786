package org.ocpiplatform.write.invoicereconciliation;

import static org.ocpiplatform.ocpi.invoicereconciliation.InvoiceRecords.aRecord;
import static org.ocpiplatform.write.Rejections.rejection;

import java.util.Set;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.FileRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.PutRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationCommand.WithdrawRecord;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordReplaced;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordWithdrawn;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.write.PutContract;
import tools.jackson.databind.node.ObjectNode;

class InvoiceReconciliationAggregateTest extends PutContract<InvoiceReconciliationAggregate> {

    private static final ReplicaId ID = ReplicaId.parse("emsp:invoicereconciliation:NL:TNM:IR-1");
    private static final Set<PartyId> PAYERS = Set.of(PartyId.of("NL", "MSP"));
    private static final Set<PartyId> OTHER_PAYERS = Set.of(PartyId.of("NL", "MSP"), PartyId.of("DE", "ABC"));

    @Test
    void aRecordWithOtherPayersIsAChange() {
        fixture.given(replaced(sampleOf(NOW)))
                .when(new PutRecord(ID, record(sampleOf(NOW)), OTHER_PAYERS))
                .expectEvents(new RecordReplaced(ID, record(sampleOf(NOW)), OTHER_PAYERS))
                .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
    }

    @Test
    void anUnknownRecordIsFiled() {
        fixture.givenNoPriorActivity()
                .when(file(sampleOf(NOW)))
                .expectEvents(replaced(sampleOf(NOW)))
                .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 0));
    }

    @Test
    void aRecordFiledTwiceChangesNothing() {
        unchanged(fixture.given(replaced(sampleOf(NOW))).when(file(respelled(sampleOf(NOW)))), 0);
    }

    @Test
    void aRecordIsNotFiledInPlaceOfAnother() {
        fixture.given(replaced(sampleOf(NOW)))
                .when(file(sampleOf(LATER).put("invoice_id", "2026-0043")))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.INVALID, "use PUT"));
    }

    @Test
    void anInvalidRecordIsNotFiled() {
        fixture.givenNoPriorActivity()
                .when(file(sampleOf(NOW).without("cdrs")))
                .expectNoEvents()
                .expectException(Invalid.class);
    }

    @Test
    void aWithdrawnRecordIsGone() {
        fixture.given(replaced(sample()))
                .when(new WithdrawRecord(ID))
                .expectEvents(new RecordWithdrawn(ID))
                .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
    }

    @Test
    void whatIsWithdrawnOrUnknownCannotBeWithdrawn() {
        fixture.given(replaced(sample()), new RecordWithdrawn(ID))
                .when(new WithdrawRecord(ID))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.NOT_FOUND, "invoice reconciliation record"));
        setUpFixture();
        fixture.givenNoPriorActivity()
                .when(new WithdrawRecord(ID))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void aWithdrawnRecordComesAgainAsNewWhateverItsAge() {
        fixture.given(replaced(sampleOf(NOW)), new RecordWithdrawn(ID))
                .when(put(sampleOf(BEFORE)))
                .expectEvents(replaced(sampleOf(BEFORE)))
                .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 2));
        setUpFixture();
        fixture.given(replaced(sampleOf(NOW)), new RecordWithdrawn(ID))
                .when(file(sampleOf(BEFORE)))
                .expectEvents(replaced(sampleOf(BEFORE)))
                .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 2));
    }

    @Override
    protected Class<InvoiceReconciliationAggregate> aggregateType() {
        return InvoiceReconciliationAggregate.class;
    }

    @Override
    protected String aggregateId() {
        return ID.toString();
    }

    @Override
    protected ObjectNode sample() {
        return aRecord().json().put("note", "March");
    }

    @Override
    protected String optionalText() {
        return "note";
    }

    @Override
    protected String limitedText() {
        return "invoice_id";
    }

    @Override
    protected Object put(ObjectNode object) {
        return new PutRecord(ID, record(object), PAYERS);
    }

    @Override
    protected Object replaced(ObjectNode object) {
        return new RecordReplaced(ID, record(object), PAYERS);
    }

    private static Object file(ObjectNode object) {
        return new FileRecord(ID, record(object), PAYERS);
    }

    private static InvoiceReconciliationRecord record(ObjectNode object) {
        return OcpiJson.mapper().treeToValue(object, InvoiceReconciliationRecord.class);
    }
}
