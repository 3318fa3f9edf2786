package org.ocpiplatform.write.locations;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.locations.LocationCommand.AddImages;
import org.ocpiplatform.contract.locations.LocationCommand.PatchConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PatchEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PatchLocation;
import org.ocpiplatform.contract.locations.LocationCommand.PutConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PutEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PutLocation;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationEvent.ConnectorPatched;
import org.ocpiplatform.contract.locations.LocationEvent.ConnectorReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.EvsePatched;
import org.ocpiplatform.contract.locations.LocationEvent.EvseReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.LocationPatched;
import org.ocpiplatform.contract.locations.LocationEvent.LocationReplaced;
import org.ocpiplatform.contract.locations.LocationFold;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.locations.Parking;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Decision;
import org.ocpiplatform.write.Writes;
import tools.jackson.databind.node.ObjectNode;

/**
 * When a Location and what is in it may change (OCPI 2.3.0, chapter Locations). Where this platform publishes, an EVSE
 * stays REMOVED and parking places exist; a copy shows what its owner says.
 */
final class LocationRules {

    private LocationRules() {}

    static Decision<LocationEvent> put(@Nullable Location current, PutLocation command) {
        Location incoming = Validation.valid(command.location());
        ReplicaId locationId = command.locationId();
        Writes.requireSameIdentity(locationId, incoming.party(), incoming.id());
        Location next = current == null ? incoming : withRemoved(current, incoming);
        if (isOwn(locationId)) {
            parkingExists(next);
            removedStays(current, next);
        }
        if (current == null) {
            Writes.refuseReservedId(locationId);
        }
        return new Decision<>(
                current == null,
                Writes.put(current, next, Location::lastUpdated, new LocationReplaced(locationId, next)));
    }

    static Decision<LocationEvent> patch(@Nullable Location current, PatchLocation command) {
        ReplicaId locationId = command.locationId();
        Location known = Writes.existing(current, locationId);
        ObjectNode patch = Writes.patch(command.patch());
        // Only what the patch brings needs checking: the EVSEs that are there were checked when they came.
        Location incoming = Validation.valid(LocationFold.patch(known.withEvses(List.of()), patch));
        Writes.requireSameIdentity(locationId, incoming.party(), incoming.id());
        LocationPatched event = new LocationPatched(locationId, patch);
        Location next = LocationFold.apply(known, event);
        if (isOwn(locationId)) {
            parkingExists(next);
            removedStays(known, next);
        }
        return new Decision<>(false, Writes.put(known, next, Location::lastUpdated, event));
    }

    /** Time must go on for those who are told, even if the owner's own clock is ahead of ours. */
    static Decision<LocationEvent> add(@Nullable Location current, AddImages command) {
        ReplicaId locationId = command.locationId();
        if (!isOwn(locationId)) {
            throw Rejection.invalid("images are added only to locations that are published here");
        }
        Location known = Writes.existing(current, locationId);
        if (command.images().isEmpty()) {
            throw Rejection.invalid("images are missing");
        }
        List<Image> images = new ArrayList<>(known.images());
        images.addAll(command.images());
        Instant at = command.at().truncatedTo(ChronoUnit.MILLIS);
        Instant updated =
                at.isAfter(known.lastUpdated()) ? at : known.lastUpdated().plusSeconds(1);
        ObjectNode patch = OcpiJson.mapper().createObjectNode();
        patch.set("images", OcpiJson.mapper().valueToTree(images));
        patch.put("last_updated", OcpiDateTime.format(updated));
        Validation.valid(LocationFold.patch(known.withEvses(List.of()), patch));
        return new Decision<>(false, List.of(new LocationPatched(locationId, patch)));
    }

    static Decision<LocationEvent> put(@Nullable Location current, PutEvse command) {
        ReplicaId locationId = command.locationId();
        Location location = Writes.existing(current, locationId);
        Evse incoming = Validation.valid(command.evse());
        Writes.requireSame("uid", command.evseUid(), incoming.uid());
        return evse(location, locationId, incoming, new EvseReplaced(locationId, incoming));
    }

    static Decision<LocationEvent> patch(@Nullable Location current, PatchEvse command) {
        ReplicaId locationId = command.locationId();
        Location location = Writes.existing(current, locationId);
        Evse evse = Writes.existing(LocationParts.evse(location, command.evseUid()), locationId);
        ObjectNode patch = Writes.patch(command.patch());
        Evse incoming = Validation.valid(LocationFold.patch(evse, patch));
        Writes.requireSame("uid", command.evseUid(), incoming.uid());
        return evse(location, locationId, incoming, new EvsePatched(locationId, evse.uid(), patch));
    }

    static Decision<LocationEvent> put(@Nullable Location current, PutConnector command) {
        ReplicaId locationId = command.locationId();
        Evse evse = Writes.existing(
                LocationParts.evse(Writes.existing(current, locationId), command.evseUid()), locationId);
        Connector incoming = Validation.valid(command.connector());
        Writes.requireSame("id", command.connectorId(), incoming.id());
        Connector connector = LocationParts.connector(evse, command.connectorId());
        return new Decision<>(
                connector == null,
                Writes.put(
                        connector,
                        incoming,
                        Connector::lastUpdated,
                        new ConnectorReplaced(locationId, evse.uid(), incoming)));
    }

    static Decision<LocationEvent> patch(@Nullable Location current, PatchConnector command) {
        ReplicaId locationId = command.locationId();
        Evse evse = Writes.existing(
                LocationParts.evse(Writes.existing(current, locationId), command.evseUid()), locationId);
        Connector connector = Writes.existing(LocationParts.connector(evse, command.connectorId()), locationId);
        ObjectNode patch = Writes.patch(command.patch());
        Connector incoming = Validation.valid(LocationFold.patch(connector, patch));
        Writes.requireSame("id", command.connectorId(), incoming.id());
        return new Decision<>(
                false,
                Writes.put(
                        connector,
                        incoming,
                        Connector::lastUpdated,
                        new ConnectorPatched(locationId, evse.uid(), connector.id(), patch)));
    }

    private static Decision<LocationEvent> evse(
            Location location, ReplicaId locationId, Evse incoming, LocationEvent event) {
        Evse evse = LocationParts.evse(location, incoming.uid());
        if (isOwn(locationId)) {
            parkingExists(incoming, parkingPlaces(location));
            removedStays(evse, incoming);
        }
        return new Decision<>(evse == null, Writes.put(evse, incoming, Evse::lastUpdated, event));
    }

    /** What a PUT leaves out is no more, but an EVSE never disappears. */
    private static Location withRemoved(Location current, Location incoming) {
        List<Evse> evses = new ArrayList<>(incoming.evses());
        for (Evse known : current.evses()) {
            if (LocationParts.evse(incoming, known.uid()) == null) {
                evses.add(
                        known.status() == EvseStatus.REMOVED
                                ? known
                                : known.withStatus(EvseStatus.REMOVED, incoming.lastUpdated()));
            }
        }
        return evses.size() == incoming.evses().size() ? incoming : incoming.withEvses(evses);
    }

    private static void removedStays(@Nullable Location current, Location next) {
        if (current != null) {
            next.evses().forEach(evse -> removedStays(LocationParts.evse(current, evse.uid()), evse));
        }
    }

    private static void removedStays(@Nullable Evse current, Evse next) {
        if (current != null && current.status() == EvseStatus.REMOVED && next.status() != EvseStatus.REMOVED) {
            throw Rejection.invalid("EVSE " + current.uid() + " is REMOVED, and its uid is not used again");
        }
    }

    private static void parkingExists(Location location) {
        Set<CiString> places = parkingPlaces(location);
        location.evses().forEach(evse -> parkingExists(evse, places));
    }

    private static void parkingExists(Evse evse, Set<CiString> places) {
        evse.parking().forEach(parking -> {
            if (!places.contains(parking.parkingId())) {
                throw Rejection.invalid("parking_id " + parking.parkingId() + " of EVSE " + evse.uid()
                        + " is none of the location's parking_places");
            }
        });
    }

    private static Set<CiString> parkingPlaces(Location location) {
        return location.parkingPlaces().stream().map(Parking::id).collect(Collectors.toSet());
    }

    private static boolean isOwn(ReplicaId locationId) {
        return locationId.side() == Side.CPO;
    }
}
