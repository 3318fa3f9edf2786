package org.ocpiplatform.ocpi.bookings;

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
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** What can be booked at a location, and when (OCPI 2.3.0, BookingLocation object). */
public record BookingLocation(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @NotNull @Ci(min = 1, max = 36) CiString locationId,
        @Nullable @Valid BookingOption bookingOption,
        @Nullable @Valid Policy policy,
        List<@NotNull @Ci(min = 1, max = 36) CiString> tariffIds,
        @Nullable @Valid BookingTerms bookingTerms,
        List<@NotNull @Valid Calendar> calendars,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public BookingLocation {
        tariffIds = Extensions.listOf(tariffIds);
        calendars = Extensions.listOf(calendars);
        extensions = Extensions.copyOf(extensions);
    }

    /** The CPO that owns the booking location. */
    @JsonIgnore
    public PartyId owner() {
        return new PartyId(countryCode, partyId);
    }

    /** The same booking location with these calendars instead. */
    public BookingLocation withCalendars(List<Calendar> others) {
        return copy(others, lastUpdated);
    }

    /** The same booking location as of this moment. */
    public BookingLocation withLastUpdated(Instant moment) {
        return copy(calendars, moment);
    }

    private BookingLocation copy(List<Calendar> calendars, Instant lastUpdated) {
        return new BookingLocation(
                countryCode,
                partyId,
                id,
                locationId,
                bookingOption,
                policy,
                tariffIds,
                bookingTerms,
                calendars,
                lastUpdated,
                extensions);
    }

    @Override
    public void check(Problems problems) {
        problems.duplicates("calendars", calendars, "id", Calendar::id);
    }
}
