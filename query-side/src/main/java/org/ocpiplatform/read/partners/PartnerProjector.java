package org.ocpiplatform.read.partners;

import com.mongodb.client.model.Indexes;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerEvent;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.read.partners.PartnerDocument.Known;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Keeps the partners that requests are checked against. */
@Component
@ProcessingGroup(PartnerProjector.PROJECTION)
final class PartnerProjector {

    static final String PROJECTION = "partners";

    private final Projection<Known> projection;

    PartnerProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                PartnerEvent.class,
                PartnerProjector::fold,
                PartnerDocument::write,
                PartnerDocument::read,
                List.of(
                        Indexes.ascending(PartnerDocument.TOKEN_HASH),
                        Indexes.ascending(PartnerDocument.HOSTED),
                        Indexes.ascending(PartnerDocument.NAME))));
    }

    @EventHandler
    void on(PartnerEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    Projection<Known> projection() {
        return projection;
    }

    private static Known fold(@Nullable Known current, DomainEventMessage<?> message) {
        return switch ((PartnerEvent) message.getPayload()) {
            case PartnerProvisioned event ->
                new Known(
                        new PartnerView(
                                event.partnerId(),
                                event.name(),
                                PartnerState.PROVISIONED,
                                event.roles(),
                                event.hubPartyId(),
                                message.getTimestamp()),
                        event.tokenHash());
        };
    }
}
