package org.ocpiplatform.read.history;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent;
import org.ocpiplatform.contract.invoicereconciliation.InvoiceReconciliationEvent.RecordReplaced;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationFold;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.contract.tokens.TokenEvent;
import org.ocpiplatform.contract.tokens.TokenFold;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;

/** The shapes of a few kinds, without their projections. */
final class Shapes {

    private Shapes() {}

    static Chronicles chronicles() {
        ObjectProjections projections = mock(ObjectProjections.class);
        when(projections.shapes())
                .thenReturn(List.of(
                        shape(ObjectKind.SESSION, Session.class, SessionEvent.class, SessionFold::apply),
                        shape(ObjectKind.TOKEN, Token.class, TokenEvent.class, TokenFold::apply),
                        shape(ObjectKind.LOCATION, Location.class, LocationEvent.class, LocationFold::apply),
                        shape(
                                ObjectKind.INVOICE_RECONCILIATION_RECORD,
                                InvoiceReconciliationRecord.class,
                                InvoiceReconciliationEvent.class,
                                (current, event) ->
                                        event instanceof RecordReplaced replaced ? replaced.record() : null)));
        return new Chronicles(projections);
    }

    private static <S, E> ObjectShape<S, E> shape(
            ObjectKind kind, Class<S> type, Class<E> eventType, ObjectShape.Fold<S, E> fold) {
        return ObjectShape.of(
                kind,
                type,
                eventType,
                fold,
                state -> {
                    throw new UnsupportedOperationException();
                },
                (id, state) -> List.of(),
                (side, caller) -> List.of());
    }
}
