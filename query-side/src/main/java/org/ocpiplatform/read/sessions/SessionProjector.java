package org.ocpiplatform.read.sessions;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Sessions as partners see them: the owner, and the party of the driver's token. */
@Component
@ProcessingGroup("sessions")
final class SessionProjector {

    private final Projection<Session> projection;

    SessionProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                ObjectKind.SESSION,
                Session.class,
                SessionEvent.class,
                SessionFold::apply,
                Session::lastUpdated,
                (id, session) -> Audience.ofCharging(id, session.cdrToken()),
                Audience::ofCharging));
    }

    @EventHandler
    void on(SessionEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }
}
