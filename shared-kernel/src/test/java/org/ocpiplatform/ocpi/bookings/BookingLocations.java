package org.ocpiplatform.ocpi.bookings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of booking locations: places of the CPO NL-TNM in Utrecht. */
public final class BookingLocations {

    private PartyId owner = PartyId.of("NL", "TNM");
    private String id = "BL-1";
    private String locationId = "LOC-UTR-0042";
    private @Nullable BookingOption bookingOption;
    private @Nullable Policy policy;
    private final List<CiString> tariffIds = new ArrayList<>();
    private @Nullable BookingTerms bookingTerms;
    private final List<Calendar> calendars = new ArrayList<>();
    private String lastUpdated = "2026-03-01T06:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private BookingLocations() {}

    /** A valid booking location without calendars. */
    public static BookingLocations aBookingLocation() {
        return new BookingLocations();
    }

    /** A calendar with one slot, which takes all of its time. */
    public static Calendar aCalendar(String id, String from, String until) {
        return new Calendar(
                CiString.of(id),
                OcpiDateTime.parse(from),
                OcpiDateTime.parse(until),
                15,
                List.of(new Timeslot(OcpiDateTime.parse(from), OcpiDateTime.parse(until), null, null, null, Map.of())),
                OcpiDateTime.parse("2026-03-01T06:00:00Z"),
                Map.of());
    }

    public BookingLocations ownedBy(String countryCode, String partyId) {
        owner = PartyId.of(countryCode, partyId);
        return this;
    }

    public BookingLocations withId(String value) {
        id = value;
        return this;
    }

    public BookingLocations withLocationId(String value) {
        locationId = value;
        return this;
    }

    public BookingLocations withOption(@Nullable BookingOption value) {
        bookingOption = value;
        return this;
    }

    public BookingLocations withPolicy(@Nullable Policy value) {
        policy = value;
        return this;
    }

    public BookingLocations withTerms(@Nullable BookingTerms value) {
        bookingTerms = value;
        return this;
    }

    public BookingLocations lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    public BookingLocations withTariffIds(String... ids) {
        tariffIds.clear();
        Arrays.stream(ids).map(CiString::of).forEach(tariffIds::add);
        return this;
    }

    public BookingLocations withCalendars(Calendar... values) {
        calendars.clear();
        calendars.addAll(List.of(values));
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public BookingLocations withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public BookingLocation build() {
        return new BookingLocation(
                owner.countryCode(),
                owner.partyId(),
                CiString.of(id),
                CiString.of(locationId),
                bookingOption,
                policy,
                List.copyOf(tariffIds),
                bookingTerms,
                List.copyOf(calendars),
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The booking location as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
