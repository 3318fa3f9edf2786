package org.ocpiplatform.ocpi.locations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of EVSEs: available, for RFID cards. */
public final class Evses {

    private final String uid;
    private @Nullable String evseId;
    private EvseStatus status = EvseStatus.AVAILABLE;
    private final List<Capability> capabilities = new ArrayList<>(List.of(Capability.RFID_READER));
    private final List<Connector> connectors = new ArrayList<>();
    private final List<EvseParking> parking = new ArrayList<>();
    private String lastUpdated = "2026-02-01T08:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    Evses(String uid) {
        this.uid = uid;
    }

    public Evses withEvseId(@Nullable String value) {
        evseId = value;
        return this;
    }

    public Evses withStatus(EvseStatus value) {
        status = value;
        return this;
    }

    public Evses withCapability(Capability value) {
        capabilities.add(value);
        return this;
    }

    public Evses withConnector(Connector value) {
        connectors.add(value);
        return this;
    }

    public Evses withConnector(Connectors value) {
        return withConnector(value.build());
    }

    /** Adds a reference to a parking place. */
    public Evses withParking(String parkingId) {
        parking.add(new EvseParking(CiString.of(parkingId), null, Map.of()));
        return this;
    }

    public Evses lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Evses withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public Evse build() {
        return new Evse(
                CiString.of(uid),
                evseId == null ? null : CiString.of(evseId),
                status,
                List.of(),
                List.copyOf(capabilities),
                connectors.isEmpty()
                        ? List.of(Locations.aConnector("1")
                                .lastUpdated(lastUpdated)
                                .build())
                        : List.copyOf(connectors),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.copyOf(parking),
                List.of(),
                List.of(),
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The EVSE as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
