package org.ocpiplatform.read.payments;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.payments.TerminalEvent;
import org.ocpiplatform.contract.payments.TerminalFold;
import org.ocpiplatform.contract.payments.TerminalQuery.Assignment;
import org.ocpiplatform.contract.payments.TerminalQuery.FindTerminalsById;
import org.ocpiplatform.contract.payments.TerminalQuery.FindTerminalsByReference;
import org.ocpiplatform.contract.payments.TerminalState;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.ocpiplatform.read.objects.ObjectFields;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Terminals as partners see them: the PTP that owns them, and the CPO that they are assigned to. */
@Component
@ProcessingGroup("terminals")
final class TerminalProjector {

    private static final String REFERENCE = "reference";
    private static final String CUSTOMER = "customer";
    private static final String DEACTIVATED = "deactivated";

    private final Projection<TerminalState> projection;

    TerminalProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                        ObjectKind.TERMINAL,
                        TerminalState.class,
                        TerminalEvent.class,
                        TerminalFold::apply,
                        state -> Objects.requireNonNull(
                                state.terminal().lastUpdated(), "a terminal is stored with last_updated"),
                        (id, state) -> PaymentAudience.of(id, state.terminal().customer()),
                        PaymentAudience::of)
                .showing(TerminalState::terminal)
                .keeping(TerminalProjector::write, TerminalProjector::read)
                .indexedBy(Indexes.ascending(REFERENCE)));
    }

    @EventHandler
    void on(TerminalEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    List<Assignment> handle(FindTerminalsById query) {
        return assignments(eq(ObjectFields.OBJECT_ID, ObjectFields.objectId(query.side(), query.id())));
    }

    @QueryHandler
    List<Assignment> handle(FindTerminalsByReference query) {
        return assignments(eq(REFERENCE, reference(query.side(), query.owner(), query.reference())));
    }

    private List<Assignment> assignments(Bson filter) {
        projection.requireSettled();
        return projection.collection().find(filter).into(new ArrayList<>()).stream()
                .map(TerminalProjector::assignment)
                .toList();
    }

    private static Assignment assignment(Document document) {
        String customer = document.getString(CUSTOMER);
        return new Assignment(
                ReplicaId.parse(document.getString(Fields.ID)), customer == null ? null : PartyId.parse(customer));
    }

    private static String reference(Side side, PartyId owner, CiString reference) {
        return PaymentAudience.reference(side, owner, reference.key());
    }

    private static void write(TerminalState state, Document document) {
        ReplicaId id = ReplicaId.parse(document.getString(Fields.ID));
        Terminal terminal = state.terminal();
        if (terminal.reference() != null) {
            document.append(REFERENCE, reference(id.side(), id.owner(), terminal.reference()));
        }
        PartyId customer = terminal.customer();
        if (customer != null) {
            document.append(CUSTOMER, customer.key());
        }
        document.append(DEACTIVATED, state.deactivated());
    }

    private static TerminalState read(Document document) {
        return new TerminalState(ObjectShape.json(document, Terminal.class), document.getBoolean(DEACTIVATED, false));
    }
}
