package org.ocpiplatform.read.locations;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.fleet.FleetEvse;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.read.locations.Origins.EvseOrigin;
import org.ocpiplatform.read.objects.ObjectFields;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Parts;

/** An EVSE of an operator's own fleet, as a document of its own holds it. */
record EvsePart(
        ReplicaId location, CiString locationId, @Nullable String locationName, Evse evse, EvseOrigin origin) {

    private static final String LOCATION_ID = "location_id";
    private static final String CONNECTORS_CREATED = "connectors_created";

    /** The EVSEs that are not REMOVED, of locations that are published here. */
    static Parts<Origins, EvsePart> parts() {
        return new Parts<>(FleetFields.EVSES, EvsePart::of, EvsePart::write, FleetFields.evseIndexes());
    }

    private static Map<String, EvsePart> of(String aggregateId, Origins state) {
        ReplicaId id = ReplicaId.parse(aggregateId);
        if (id.side() != Side.CPO) {
            return Map.of();
        }
        Map<String, EvsePart> parts = new LinkedHashMap<>();
        Location location = state.location();
        for (int i = 0; i < location.evses().size(); i++) {
            Evse evse = location.evses().get(i);
            if (evse.status() != EvseStatus.REMOVED) {
                parts.put(
                        evse.uid().key(),
                        new EvsePart(
                                id,
                                location.id(),
                                location.name(),
                                evse,
                                state.evses().get(i)));
            }
        }
        return parts;
    }

    private static void write(EvsePart part, Document document) {
        String name = part.locationName;
        document.append(FleetFields.FLEET, FleetFields.fleets(part.location.owner()))
                .append(FleetFields.LOCATION_NAME, name == null ? null : name.toLowerCase(Locale.ROOT))
                .append(FleetFields.CREATED, Date.from(part.origin.created()))
                .append(FleetFields.UID, part.evse.uid().key())
                .append(LOCATION_ID, part.locationId.toString())
                .append(
                        CONNECTORS_CREATED,
                        part.origin.connectors().stream().map(Date::from).toList())
                .append(ObjectFields.JSON, OcpiJson.mapper().writeValueAsString(LocationParts.shown(part.evse)));
    }

    /** The EVSE that a document holds. */
    static FleetEvse read(Document document) {
        List<Instant> connectorsCreated = document.getList(CONNECTORS_CREATED, Date.class).stream()
                .map(Date::toInstant)
                .toList();
        return new FleetEvse(
                ReplicaId.parse(document.getString(Fields.WHOLE)),
                CiString.of(document.getString(LOCATION_ID)),
                ObjectShape.json(document, Evse.class),
                document.getDate(FleetFields.CREATED).toInstant(),
                connectorsCreated);
    }
}
