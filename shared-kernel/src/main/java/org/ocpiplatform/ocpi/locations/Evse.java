package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.ocpi.types.GeoLocation;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * A part of a charge point that charges one vehicle at a time (OCPI 2.3.0, EVSE object).
 *
 * @param uid technical, never used again for another EVSE
 * @param evseId for people; may be dropped once the EVSE is REMOVED
 * @param connectors of which only one is in use at a time
 * @param acceptedServiceProviders names of eMSPs
 * @param lastUpdated of the EVSE or any connector
 * @param extensions fields that OCPI does not define, given back as they came
 */
public record Evse(
        @NotNull @Ci(min = 1, max = 36) CiString uid,
        @Nullable @Ci(max = 48) CiString evseId,
        @NotNull EvseStatus status,
        List<@NotNull @Valid StatusSchedule> statusSchedule,
        List<@NotNull @Valid Capability> capabilities,
        @NotEmpty List<@NotNull @Valid Connector> connectors,
        @Nullable @Text(max = 4) String floorLevel,
        @Nullable @Valid GeoLocation coordinates,
        @Nullable @Text(max = 16) String physicalReference,
        List<@NotNull @Valid DisplayText> directions,
        List<@NotNull @Valid ParkingRestriction> parkingRestrictions,
        List<@NotNull @Valid EvseParking> parking,
        List<@NotNull @Valid Image> images,
        List<@NotNull @Text(max = 50) String> acceptedServiceProviders,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public Evse {
        statusSchedule = Extensions.listOf(statusSchedule);
        capabilities = Extensions.listOf(capabilities);
        connectors = Extensions.listOf(connectors);
        directions = Extensions.listOf(directions);
        parkingRestrictions = Extensions.listOf(parkingRestrictions);
        parking = Extensions.listOf(parking);
        images = Extensions.listOf(images);
        acceptedServiceProviders = Extensions.listOf(acceptedServiceProviders);
        extensions = Extensions.copyOf(extensions);
    }

    /** The same EVSE with these connectors instead. */
    public Evse withConnectors(List<Connector> newConnectors) {
        return copy(status, newConnectors, lastUpdated);
    }

    /** The same EVSE in this status since then. */
    public Evse withStatus(EvseStatus newStatus, Instant newLastUpdated) {
        return copy(newStatus, connectors, newLastUpdated);
    }

    /** The same EVSE, last changed then. */
    public Evse withLastUpdated(Instant newLastUpdated) {
        return copy(status, connectors, newLastUpdated);
    }

    private Evse copy(EvseStatus status, List<Connector> connectors, Instant lastUpdated) {
        return new Evse(
                uid,
                evseId,
                status,
                statusSchedule,
                capabilities,
                connectors,
                floorLevel,
                coordinates,
                physicalReference,
                directions,
                parkingRestrictions,
                parking,
                images,
                acceptedServiceProviders,
                lastUpdated,
                extensions);
    }

    @Override
    public void check(Problems problems) {
        problems.duplicates("connectors", connectors, "id", Connector::id);
    }
}
