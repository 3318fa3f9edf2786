package org.ocpiplatform.ocpi.locations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.GeoLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of locations: a site of the CPO NL-TNM in Utrecht. */
public final class Locations {

    private PartyId owner = PartyId.of("NL", "TNM");
    private String id = "LOC-UTR-0042";
    private boolean publish = true;
    private final List<PublishTokenType> publishAllowedTo = new ArrayList<>();
    private @Nullable String name = "Laadplein Jaarbeurs";
    private final List<Evse> evses = new ArrayList<>();
    private final List<Parking> parkingPlaces = new ArrayList<>();
    private @Nullable Hours openingTimes;
    private String lastUpdated = "2026-02-01T08:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private Locations() {}

    /** A valid public location; without EVSEs until they are added. */
    public static Locations aLocation() {
        return new Locations();
    }

    /** A valid EVSE; with the connector 1 unless connectors are added. */
    public static Evses anEvse(String uid) {
        return new Evses(uid);
    }

    /** A valid connector. */
    public static Connectors aConnector(String id) {
        return new Connectors(id);
    }

    /** A valid parking place for cars. */
    public static Parking aParkingPlace(String id) {
        return new Parking(
                CiString.of(id),
                null,
                List.of(VehicleType.PERSONAL_VEHICLE),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                false,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null,
                Map.of());
    }

    public Locations ownedBy(String countryCode, String partyId) {
        owner = PartyId.of(countryCode, partyId);
        return this;
    }

    public Locations withId(String value) {
        id = value;
        return this;
    }

    public Locations withPublish(boolean value) {
        publish = value;
        return this;
    }

    /** Adds a group of tokens whose holders may see the location. */
    public Locations withPublishAllowedTo(String groupId) {
        publishAllowedTo.add(new PublishTokenType(null, null, null, null, CiString.of(groupId), Map.of()));
        return this;
    }

    public Locations withName(@Nullable String value) {
        name = value;
        return this;
    }

    public Locations withEvse(Evse value) {
        evses.add(value);
        return this;
    }

    public Locations withEvse(Evses value) {
        return withEvse(value.build());
    }

    public Locations withParkingPlace(Parking value) {
        parkingPlaces.add(value);
        return this;
    }

    public Locations withOpeningTimes(Hours value) {
        openingTimes = value;
        return this;
    }

    public Locations lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Locations withExtension(String field, String json) {
        extensions.put(field, OcpiJson.mapper().readTree(json));
        return this;
    }

    public Location build() {
        return new Location(
                owner.countryCode(),
                owner.partyId(),
                CiString.of(id),
                publish,
                List.copyOf(publishAllowedTo),
                name,
                "Croeselaan 1",
                "Utrecht",
                "3521 BJ",
                null,
                "NLD",
                new GeoLocation("52.08745", "5.10733", Map.of()),
                List.of(),
                null,
                List.copyOf(evses),
                List.copyOf(parkingPlaces),
                List.of(),
                null,
                null,
                null,
                List.of(),
                "Europe/Amsterdam",
                openingTimes,
                null,
                List.of(),
                null,
                null,
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The location as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
