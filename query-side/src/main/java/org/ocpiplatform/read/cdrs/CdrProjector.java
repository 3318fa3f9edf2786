package org.ocpiplatform.read.cdrs;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.cdrs.CdrEvent;
import org.ocpiplatform.contract.cdrs.CdrFold;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** CDRs as partners see them: the owner, and the party of the driver's token, which pays. */
@Component
@ProcessingGroup("cdrs")
final class CdrProjector {

    private final Projection<Cdr> projection;

    CdrProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                ObjectKind.CDR,
                Cdr.class,
                CdrEvent.class,
                CdrFold::apply,
                Cdr::lastUpdated,
                (id, cdr) -> Audience.ofCharging(id, cdr.cdrToken()),
                Audience::ofCharging));
    }

    @EventHandler
    void on(CdrEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }
}
