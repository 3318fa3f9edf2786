package org.ocpiplatform.read.invoicereconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.invoicereconciliation.InvoiceRecords.aRecord;

import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Caller.PartyRole;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectQuery.FindObject;
import org.ocpiplatform.contract.ObjectQuery.ListObjects;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordReplaced;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordWithdrawn;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ReadObjects;
import org.ocpiplatform.read.projection.ReadSide;

class InvoiceReconciliationQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final ReplicaId ID = ReplicaId.parse("cpo:invoicereconciliation:NL:TNM:IR-1");
    private static final PartyId MSP = PartyId.of("NL", "MSP");
    private static final PartyId ABC = PartyId.of("DE", "ABC");

    private ReadSide readSide;
    private InvoiceReconciliationProjector projector;
    private ObjectProjections queries;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        queries = ReadObjects.of(readSide);
        projector = new InvoiceReconciliationProjector(queries);
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aRecordIsSeenByItsOwnerAndByThoseWhoPayItsCdrs() {
        project(new RecordReplaced(ID, aRecord().build(), Set.of(MSP, ABC)));

        assertThat(sees(caller(Role.CPO, ID.owner()))).isTrue();
        assertThat(sees(caller(Role.EMSP, MSP))).isTrue();
        assertThat(sees(caller(Role.NSP, ABC))).isTrue();
        assertThat(sees(caller(Role.EMSP, PartyId.of("BE", "MSP")))).isFalse();
        assertThat(sees(caller(Role.CPO, PartyId.of("NL", "OTH")))).isFalse();
        assertThat(sees(caller(Role.CPO, MSP))).isFalse();
        assertThat(sees(caller(Role.EMSP, ID.owner()))).isFalse();
    }

    @Test
    void whoPaysNoMoreSeesItNoMore() {
        project(new RecordReplaced(ID, aRecord().build(), Set.of(MSP)));
        project(new RecordReplaced(ID, aRecord().build(), Set.of(ABC)));

        assertThat(sees(caller(Role.EMSP, MSP))).isFalse();
        assertThat(sees(caller(Role.EMSP, ABC))).isTrue();
    }

    @Test
    void partnersAreShownTheRecordAlone() {
        project(new RecordReplaced(ID, aRecord().build(), Set.of(MSP)));

        assertThat(queries.handle(new FindObject(ID, caller(Role.EMSP, MSP))))
                .hasValueSatisfying(
                        json -> assertThat(json.tree()).isEqualTo(aRecord().json()));
    }

    @Test
    void aWithdrawnRecordIsSeenByNobodyUntilItComesAgain() {
        project(new RecordReplaced(ID, aRecord().build(), Set.of(MSP, ABC)));
        project(new RecordWithdrawn(ID));
        assertThat(sees(caller(Role.EMSP, MSP))).isFalse();
        project(new RecordReplaced(ID, aRecord().build(), Set.of(ABC)));
        assertThat(sees(caller(Role.EMSP, ABC))).isTrue();
    }

    private boolean sees(Caller caller) {
        boolean found = queries.handle(new FindObject(ID, caller)).isPresent();
        List<EncodedJson> listed = queries.handle(new ListObjects(
                        ObjectKind.INVOICE_RECONCILIATION_RECORD,
                        Side.CPO,
                        caller,
                        new PageRequest(null, null, 0, 10, null)))
                .objects();
        assertThat(listed).hasSize(found ? 1 : 0);
        return found;
    }

    private void project(InvoiceReconciliationEvent event) {
        GenericTrackedDomainEventMessage<?> message = readSide.events().append(ID.toString(), event);
        readSide.batch("invoicereconciliation", () -> projector.on(event, message, message.trackingToken()));
    }

    private static Caller caller(Role role, PartyId party) {
        return new Caller("partner", List.of(new PartyRole(role, party.countryCode(), party.partyId())), null);
    }
}
