package org.ocpiplatform.read.hubclientinfo;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoFold;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Parties behind hubs, which every partner sees. */
@Component
@ProcessingGroup("hubclientinfo")
final class ClientInfoProjector {

    private final Projection<ClientInfo> projection;

    ClientInfoProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                ObjectKind.CLIENT_INFO,
                ClientInfo.class,
                ClientInfoEvent.class,
                ClientInfoFold::apply,
                ClientInfo::lastUpdated,
                (id, clientInfo) -> List.of(Audience.EVERYONE.on(id.side())),
                (side, caller) -> List.of(Audience.EVERYONE.on(side))));
    }

    @EventHandler
    void on(ClientInfoEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }
}
