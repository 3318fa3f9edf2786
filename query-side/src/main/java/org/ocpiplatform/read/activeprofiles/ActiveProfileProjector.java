package org.ocpiplatform.read.activeprofiles;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileFold;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/**
 * Active charging profiles as CPOs see their own; who has set profiles is told, and asks the charge point. The object
 * does not say when it changed, so in its place stands when it was calculated.
 */
@Component
@ProcessingGroup("chargingprofiles")
final class ActiveProfileProjector {

    private final Projection<ActiveChargingProfile> projection;

    ActiveProfileProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                ObjectKind.ACTIVE_CHARGING_PROFILE,
                ActiveChargingProfile.class,
                ActiveProfileEvent.class,
                ActiveProfileFold::profile,
                ActiveChargingProfile::startDateTime,
                (id, profile) -> List.of(Audience.OWNER.on(id.side(), id.owner())),
                (side, caller) -> Audience.OWNER.on(side, caller.parties(Role.CPO))));
    }

    @EventHandler
    void on(ActiveProfileEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }
}
