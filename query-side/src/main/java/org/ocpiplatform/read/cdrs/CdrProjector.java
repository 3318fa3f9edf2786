package org.ocpiplatform.read.cdrs;

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
import org.ocpiplatform.contract.cdrs.CdrEvent;
import org.ocpiplatform.contract.cdrs.CdrFold;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** CDRs as partners see them: the owner, and the party of the driver's token, which pays. */
@Component
@ProcessingGroup("cdrs")
final class CdrProjector implements ObjectShape<Cdr> {

    private final Projection<Cdr> projection;

    CdrProjector(ObjectProjections objects) {
        projection = objects.register(this);
    }

    @EventHandler
    void on(CdrEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.CDR;
    }

    @Override
    public Class<?> eventType() {
        return CdrEvent.class;
    }

    @Override
    public Cdr fold(@Nullable Cdr current, Object event) {
        return CdrFold.apply(current, (CdrEvent) event);
    }

    @Override
    public Class<Cdr> stateType() {
        return Cdr.class;
    }

    @Override
    public Instant lastUpdated(Cdr state) {
        return state.lastUpdated();
    }

    @Override
    public List<String> audience(ReplicaId id, Cdr state) {
        return Audience.ofCharging(id, state.cdrToken());
    }

    @Override
    public List<String> audiences(Side side, Caller caller) {
        return Audience.ofCharging(side, caller);
    }
}
