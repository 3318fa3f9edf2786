package org.ocpiplatform.read.payments;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.payments.ConfirmationEvent;
import org.ocpiplatform.contract.payments.ConfirmationFold;
import org.ocpiplatform.contract.payments.ConfirmationQuery.FindConfirmationsByReference;
import org.ocpiplatform.contract.payments.ConfirmationState;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Confirmations as partners see them: the PTP that captured, and the CPO that it captured for. */
@Component
@ProcessingGroup("financial_advice_confirmations")
final class ConfirmationProjector {

    private static final String REFERENCE = "reference";

    private final Projection<ConfirmationState> projection;

    ConfirmationProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                        ObjectKind.FINANCIAL_ADVICE_CONFIRMATION,
                        ConfirmationState.class,
                        ConfirmationEvent.class,
                        ConfirmationFold::apply,
                        state -> state.confirmation().lastUpdated(),
                        (id, state) -> PaymentAudience.of(id, state.customer()),
                        PaymentAudience::of)
                .showing(ConfirmationState::confirmation)
                .keeping(ConfirmationProjector::write, ConfirmationProjector::read)
                .indexedBy(Indexes.ascending(REFERENCE)));
    }

    @EventHandler
    void on(ConfirmationEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    List<ReplicaId> handle(FindConfirmationsByReference query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(eq(REFERENCE, reference(query.side(), query.owner(), query.authorizationReference())))
                .sort(Sorts.ascending(Fields.SEQUENCE))
                .map(document -> ReplicaId.parse(document.getString(Fields.ID)))
                .into(new ArrayList<>());
    }

    private static String reference(Side side, PartyId owner, CiString authorizationReference) {
        return PaymentAudience.reference(side, owner, authorizationReference.key());
    }

    private static void write(ConfirmationState state, Document document) {
        ReplicaId id = ReplicaId.parse(document.getString(Fields.ID));
        document.append(
                REFERENCE, reference(id.side(), id.owner(), state.confirmation().authorizationReference()));
    }

    private static ConfirmationState read(Document document) {
        return new ConfirmationState(ObjectShape.json(document, FinancialAdviceConfirmation.class), null, null);
    }
}
