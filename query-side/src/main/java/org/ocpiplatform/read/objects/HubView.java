package org.ocpiplatform.read.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;

/**
 * Who sees what through the hub that this platform may be. What owners push to a hub is kept on the side that receives
 * it, and is shown to all who are connected together with what is published here.
 */
final class HubView {

    private static final Set<ObjectKind> FOR_EVERYBODY =
            Set.of(ObjectKind.LOCATION, ObjectKind.TARIFF, ObjectKind.BOOKING_LOCATION);

    private final boolean isHub;

    HubView(OwnParties own) {
        this.isHub = own.hub() != null;
    }

    /** Who sees an object because this platform is a hub. */
    List<String> audience(ReplicaId id) {
        boolean copy = (FOR_EVERYBODY.contains(id.kind()) && id.side() == Side.EMSP)
                || (id.kind() == ObjectKind.TOKEN && id.side() == Side.CPO);
        return isHub && copy ? List.of(Audience.CONNECTED.on(id.side())) : List.of();
    }

    /** The audiences of a caller on the side where objects of a kind are published and on the one that receives them. */
    List<String> audiences(ObjectShape<?, ?> shape, Side published, Caller caller) {
        Side received = published == Side.CPO ? Side.EMSP : Side.CPO;
        List<String> audiences = new ArrayList<>(shape.audiences().apply(published, caller));
        audiences.addAll(shape.audiences().apply(received, caller));
        if (shape.kind() != ObjectKind.TOKEN || !caller.parties(Role.CPO).isEmpty()) {
            audiences.add(Audience.CONNECTED.on(received));
        }
        return audiences;
    }
}
