package org.ocpiplatform.read.sessions;

import com.mongodb.client.model.Indexes;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.contract.sessions.SessionId;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Keeps the Sessions that queries read. */
@Component
@ProcessingGroup(SessionProjector.PROJECTION)
final class SessionProjector {

    static final String PROJECTION = "sessions";

    private final Projection<Session> projection;

    SessionProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                SessionEvent.class,
                (current, event) -> SessionFold.apply(current, (SessionEvent) event.getPayload()),
                (session, document) ->
                        SessionDocument.write(SessionId.parse(document.getString(Fields.ID)), session, document),
                SessionDocument::read,
                List.of(
                        Indexes.ascending(SessionDocument.AUDIENCE, Fields.SEQUENCE),
                        Indexes.ascending(SessionDocument.AUDIENCE, SessionDocument.LAST_UPDATED),
                        Indexes.ascending(SessionDocument.OBJECT_ID))));
    }

    @EventHandler
    void on(SessionEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    Projection<Session> projection() {
        return projection;
    }
}
