package org.ocpiplatform.read.sessions;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
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
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.contract.sessions.SessionQuery.FindCposByAuthorizationReference;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Sessions as partners see them: the owner, and the party of the driver's token. */
@Component
@ProcessingGroup("sessions")
final class SessionProjector {

    private static final String AUTHORIZATION_REFERENCE = "authorization_reference";

    private final Projection<Session> projection;

    SessionProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                        ObjectKind.SESSION,
                        Session.class,
                        SessionEvent.class,
                        SessionFold::apply,
                        Session::lastUpdated,
                        (id, state) -> Audience.ofCharging(id, state.cdrToken()),
                        Audience::ofCharging)
                .keeping(SessionProjector::write, document -> ObjectShape.json(document, Session.class))
                .indexedBy(Indexes.ascending(AUTHORIZATION_REFERENCE)));
    }

    @EventHandler
    void on(SessionEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    List<PartyId> handle(FindCposByAuthorizationReference query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(eq(AUTHORIZATION_REFERENCE, query.authorizationReference().key()))
                .projection(Projections.include(Fields.ID))
                .map(document -> ReplicaId.parse(document.getString(Fields.ID)).owner())
                .into(new ArrayList<>())
                .stream()
                .distinct()
                .toList();
    }

    private static void write(Session state, Document document) {
        if (state.authorizationReference() != null) {
            document.append(
                    AUTHORIZATION_REFERENCE, state.authorizationReference().key());
        }
    }
}
