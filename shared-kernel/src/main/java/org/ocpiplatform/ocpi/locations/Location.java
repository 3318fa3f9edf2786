package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.ocpi.types.EnergyMix;
import org.ocpiplatform.ocpi.types.GeoLocation;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * A site with charge points (OCPI 2.3.0, Location object).
 *
 * @param publish false where it must not be shown to everyone
 * @param publishAllowedTo who may see it all the same
 * @param country ISO 3166 alpha-3
 * @param operator absent where it is the CPO itself
 * @param owner of the site, who need not be a party; {@link #party()} is the CPO
 * @param timeZone a name of the IANA database
 * @param chargingWhenClosed absent means true
 * @param lastUpdated of the location or anything in it
 * @param extensions fields that OCPI does not define, given back as they came
 */
public record Location(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @NotNull Boolean publish,
        List<@NotNull @Valid PublishTokenType> publishAllowedTo,
        @Nullable @Text(max = 255) String name,
        @NotNull @Text(max = 255) String address,
        @NotNull @Text(max = 45) String city,
        @Nullable @Text(max = 10) String postalCode,
        @Nullable @Text(max = 45) String state,

        @NotNull @Text(min = 3, max = 3, message = "must be a country code of 3 characters")
        String country,

        @NotNull @Valid GeoLocation coordinates,
        List<@NotNull @Valid AdditionalGeoLocation> relatedLocations,
        @Nullable @Valid ParkingType parkingType,
        List<@NotNull @Valid Evse> evses,
        List<@NotNull @Valid Parking> parkingPlaces,
        List<@NotNull @Valid DisplayText> directions,
        @Nullable @Valid BusinessDetails operator,
        @Nullable @Valid BusinessDetails suboperator,
        @Nullable @Valid BusinessDetails owner,
        List<@NotNull @Valid Facility> facilities,
        @NotNull @Text(min = 1, max = 255) String timeZone,
        @Nullable @Valid Hours openingTimes,
        @Nullable Boolean chargingWhenClosed,
        List<@NotNull @Valid Image> images,
        @Nullable @Valid EnergyMix energyMix,
        @Nullable @Ci(max = 25) CiString helpPhone,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public Location {
        publishAllowedTo = Extensions.listOf(publishAllowedTo);
        relatedLocations = Extensions.listOf(relatedLocations);
        evses = Extensions.listOf(evses);
        parkingPlaces = Extensions.listOf(parkingPlaces);
        directions = Extensions.listOf(directions);
        facilities = Extensions.listOf(facilities);
        images = Extensions.listOf(images);
        extensions = Extensions.copyOf(extensions);
    }

    /** The CPO that owns the object. */
    @JsonIgnore
    public PartyId party() {
        return new PartyId(countryCode, partyId);
    }

    /** The same location with these EVSEs instead. */
    public Location withEvses(List<Evse> newEvses) {
        return copy(newEvses, lastUpdated);
    }

    /** The same location, last changed then. */
    public Location withLastUpdated(Instant newLastUpdated) {
        return copy(evses, newLastUpdated);
    }

    private Location copy(List<Evse> evses, Instant lastUpdated) {
        return new Location(
                countryCode,
                partyId,
                id,
                publish,
                publishAllowedTo,
                name,
                address,
                city,
                postalCode,
                state,
                country,
                coordinates,
                relatedLocations,
                parkingType,
                evses,
                parkingPlaces,
                directions,
                operator,
                suboperator,
                owner,
                facilities,
                timeZone,
                openingTimes,
                chargingWhenClosed,
                images,
                energyMix,
                helpPhone,
                lastUpdated,
                extensions);
    }

    @Override
    public void check(Problems problems) {
        if (!publishAllowedTo.isEmpty() && !Boolean.FALSE.equals(publish)) {
            problems.at("publishAllowedTo", "must be absent unless publish is false");
        }
        problems.duplicates("evses", evses, "uid", Evse::uid);
        problems.duplicates("parkingPlaces", parkingPlaces, "id", Parking::id);
    }
}
