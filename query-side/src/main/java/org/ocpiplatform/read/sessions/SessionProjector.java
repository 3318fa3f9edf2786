package org.ocpiplatform.read.sessions;

import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Sessions as partners see them: the owner, and the party of the driver's token. */
@Component
@ProcessingGroup("sessions")
final class SessionProjector implements ObjectShape<Session> {

    private final Projection<Session> projection;

    SessionProjector(ObjectProjections objects) {
        projection = objects.register(this);
    }

    @EventHandler
    void on(SessionEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.SESSION;
    }

    @Override
    public Class<?> eventType() {
        return SessionEvent.class;
    }

    @Override
    public Session fold(@Nullable Session current, Object event) {
        return SessionFold.apply(current, (SessionEvent) event);
    }

    @Override
    public Class<Session> stateType() {
        return Session.class;
    }

    @Override
    public Instant lastUpdated(Session state) {
        return state.lastUpdated();
    }

    @Override
    public List<String> audience(ReplicaId id, Session state) {
        return Audience.ofCharging(id, state.cdrToken());
    }

    @Override
    public List<String> audiences(Side side, Caller caller) {
        return Audience.ofCharging(side, caller);
    }
}
