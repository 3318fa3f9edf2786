package org.ocpiplatform.read.tariffs;

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
import org.ocpiplatform.contract.tariffs.TariffEvent;
import org.ocpiplatform.contract.tariffs.TariffFold;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Tariffs as partners see them: every partner those that are published here, and the owner its copies. */
@Component
@ProcessingGroup("tariffs")
final class TariffProjector implements ObjectShape<Tariff> {

    private final Projection<Tariff> projection;

    TariffProjector(ObjectProjections objects) {
        projection = objects.register(this);
    }

    @EventHandler
    void on(TariffEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.TARIFF;
    }

    @Override
    public Class<?> eventType() {
        return TariffEvent.class;
    }

    @Override
    public @Nullable Tariff fold(@Nullable Tariff current, Object event) {
        return TariffFold.apply(current, (TariffEvent) event);
    }

    @Override
    public Class<Tariff> stateType() {
        return Tariff.class;
    }

    @Override
    public Instant lastUpdated(Tariff state) {
        return state.lastUpdated();
    }

    @Override
    public List<String> audience(ReplicaId id, Tariff state) {
        return Audience.ofPublished(id);
    }

    @Override
    public List<String> audiences(Side side, Caller caller) {
        return Audience.ofPublished(side, caller);
    }
}
