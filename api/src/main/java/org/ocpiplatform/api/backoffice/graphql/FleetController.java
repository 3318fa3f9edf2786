package org.ocpiplatform.api.backoffice.graphql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnersOf;
import org.ocpiplatform.contract.backoffice.CpoOwnerView;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.contract.fleet.FleetEvse;
import org.ocpiplatform.contract.fleet.FleetLocation;
import org.ocpiplatform.contract.fleet.FleetQuery.EvseOrder;
import org.ocpiplatform.contract.fleet.FleetQuery.FindLocations;
import org.ocpiplatform.contract.fleet.FleetQuery.ListEvses;
import org.ocpiplatform.contract.fleet.FleetQuery.ListLocations;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/** The queries of the back office. Each look into the store is for all objects of an answer at once. */
@Controller
final class FleetController {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    private final Queries queries;

    FleetController(Queries queries) {
        this.queries = queries;
    }

    @QueryMapping
    List<EvseNode> evse(
            @Argument("location_name") @Nullable String locationName,
            @Argument("order_by") @Nullable String orderBy,
            @Argument @Nullable String order,
            @Argument @Nullable Integer limit,
            @Argument @Nullable Integer offset,
            @AuthenticationPrincipal BackOfficeCaller caller) {
        ListEvses query = new ListEvses(
                fleet(caller),
                locationName == null || locationName.isEmpty() ? null : locationName,
                order(orderBy),
                isDescending(order),
                limit(limit),
                offset(offset));
        return queries.list(query, FleetEvse.class).stream()
                .map(evse -> new EvseNode(evse, false))
                .toList();
    }

    @QueryMapping
    List<LocationNode> locations(
            @Argument @Nullable Integer limit,
            @Argument @Nullable Integer offset,
            @AuthenticationPrincipal BackOfficeCaller caller) {
        return queries
                .list(new ListLocations(fleet(caller), limit(limit), offset(offset)), FleetLocation.class)
                .stream()
                .map(location -> new LocationNode(location, false))
                .toList();
    }

    @BatchMapping(typeName = "EVSE", field = "locations")
    Map<EvseNode, LocationNode> locationsOfEvses(List<EvseNode> evses) {
        Set<ReplicaId> ids = new HashSet<>();
        for (EvseNode evse : evses) {
            if (!evse.isWithinLocation()) {
                ids.add(evse.shown().location());
            }
        }
        Map<ReplicaId, LocationNode> locations = new HashMap<>();
        if (!ids.isEmpty()) {
            queries.list(new FindLocations(ids), FleetLocation.class)
                    .forEach(location -> locations.put(location.id(), new LocationNode(location, true)));
        }
        Map<EvseNode, LocationNode> found = new HashMap<>();
        for (EvseNode evse : evses) {
            LocationNode location =
                    evse.isWithinLocation() ? null : locations.get(evse.shown().location());
            if (location != null) {
                found.put(evse, location);
            }
        }
        return found;
    }

    @BatchMapping(typeName = "Location", field = "cpo_owner_id")
    Map<LocationNode, String> ownersOfLocations(List<LocationNode> locations) {
        Set<PartyId> parties = new HashSet<>();
        locations.forEach(location -> parties.add(location.shown().id().owner()));
        Map<PartyId, String> owners = new HashMap<>();
        queries.list(new FindCpoOwnersOf(parties), CpoOwnerView.class)
                .forEach(owner -> owners.put(owner.party(), owner.id().value()));
        Map<LocationNode, String> found = new HashMap<>();
        for (LocationNode location : locations) {
            String owner = owners.get(location.shown().id().owner());
            if (owner != null) {
                found.put(location, owner);
            }
        }
        return found;
    }

    /** Whose objects a caller sees; anybody's if null. */
    static @Nullable PartyId fleet(BackOfficeCaller caller) {
        return switch (caller.role()) {
            case UserRole.ADMIN -> null;
            case UserRole.CPO_OWNER -> Objects.requireNonNull(caller.cpo());
        };
    }

    private static EvseOrder order(@Nullable String orderBy) {
        return switch (orderBy) {
            case null -> EvseOrder.CREATED;
            case "date_created" -> EvseOrder.CREATED;
            case "location" -> EvseOrder.LOCATION_NAME;
            default -> throw new BadArgument("order_by must be location or date_created");
        };
    }

    private static boolean isDescending(@Nullable String order) {
        return switch (order) {
            case null -> false;
            case "ASC" -> false;
            case "DESC" -> true;
            default -> throw new BadArgument("order must be ASC or DESC");
        };
    }

    private static int limit(@Nullable Integer limit) {
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw new BadArgument("limit must be 1 to " + MAX_LIMIT);
        }
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    private static int offset(@Nullable Integer offset) {
        if (offset != null && offset < 0) {
            throw new BadArgument("offset must not be negative");
        }
        return offset == null ? 0 : offset;
    }
}
