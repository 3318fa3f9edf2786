package org.ocpiplatform.read.hubclientinfo;

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
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoFold;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Parties behind hubs, which every partner sees. */
@Component
@ProcessingGroup("hubclientinfo")
final class ClientInfoProjector implements ObjectShape<ClientInfo> {

    private final Projection<ClientInfo> projection;

    ClientInfoProjector(ObjectProjections objects) {
        projection = objects.register(this);
    }

    @EventHandler
    void on(ClientInfoEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.CLIENT_INFO;
    }

    @Override
    public Class<?> eventType() {
        return ClientInfoEvent.class;
    }

    @Override
    public ClientInfo fold(@Nullable ClientInfo current, Object event) {
        return ClientInfoFold.apply(current, (ClientInfoEvent) event);
    }

    @Override
    public Class<ClientInfo> stateType() {
        return ClientInfo.class;
    }

    @Override
    public Instant lastUpdated(ClientInfo state) {
        return state.lastUpdated();
    }

    @Override
    public List<String> audience(ReplicaId id, ClientInfo state) {
        return List.of(Audience.EVERYONE.on(id.side()));
    }

    @Override
    public List<String> audiences(Side side, Caller caller) {
        return List.of(Audience.EVERYONE.on(side));
    }
}
