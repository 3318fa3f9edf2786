package org.ocpiplatform.read.tariffs;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.tariffs.TariffEvent;
import org.ocpiplatform.contract.tariffs.TariffFold;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Tariffs as partners see them: every partner those that are published here, and the owner its copies. */
@Component
@ProcessingGroup("tariffs")
final class TariffProjector {

    private final Projection<Tariff> projection;

    TariffProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                ObjectKind.TARIFF,
                Tariff.class,
                TariffEvent.class,
                TariffFold::apply,
                Tariff::lastUpdated,
                (id, tariff) -> Audience.ofPublished(id),
                Audience::ofPublished));
    }

    @EventHandler
    void on(TariffEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }
}
