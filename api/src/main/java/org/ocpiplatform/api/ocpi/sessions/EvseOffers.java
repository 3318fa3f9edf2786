package org.ocpiplatform.api.ocpi.sessions;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.contract.sessions.EvseOffer;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tariffs.TariffType;
import org.ocpiplatform.ocpi.types.ProfileType;
import org.springframework.stereotype.Component;

/** Finds out what the EVSE of a session offers, from the locations and tariffs that are published here. */
@Component
final class EvseOffers {

    private final ObjectRequests objects;

    EvseOffers(ObjectRequests objects) {
        this.objects = objects;
    }

    EvseOffer of(Session session, OcpiExchange exchange) {
        return published(ObjectKind.LOCATION, session, session.locationId(), Location.class, exchange)
                .map(location -> LocationParts.evse(location, session.evseUid()))
                .map(evse -> new EvseOffer(
                        evse.capabilities().contains(Capability.CHARGING_PREFERENCES_CAPABLE),
                        profiles(session, LocationParts.connector(evse, session.connectorId()), exchange)))
                .orElse(EvseOffer.UNKNOWN);
    }

    private Set<ProfileType> profiles(Session session, @Nullable Connector connector, OcpiExchange exchange) {
        Set<ProfileType> profiles = EnumSet.noneOf(ProfileType.class);
        if (connector != null) {
            for (CiString tariffId : connector.tariffIds()) {
                published(ObjectKind.TARIFF, session, tariffId, Tariff.class, exchange)
                        .map(Tariff::type)
                        .map(EvseOffers::profile)
                        .ifPresent(profiles::add);
            }
        }
        return profiles;
    }

    private <T> Optional<T> published(
            ObjectKind kind, Session session, CiString id, Class<T> type, OcpiExchange exchange) {
        return objects.lookUp(new ReplicaId(Side.CPO, kind, session.owner(), id), exchange)
                .map(json -> json.read(type));
    }

    private static @Nullable ProfileType profile(TariffType type) {
        return switch (type) {
            case PROFILE_CHEAP -> ProfileType.CHEAP;
            case PROFILE_FAST -> ProfileType.FAST;
            case PROFILE_GREEN -> ProfileType.GREEN;
            case AD_HOC_PAYMENT, REGULAR -> null;
        };
    }
}
