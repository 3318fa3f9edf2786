package org.ocpiplatform.ocpi.bookings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of bookings: the CPO NL-TNM keeps a place in Utrecht for a driver of the eMSP NL-MSP. */
public final class Bookings {

    private String id = "B1";
    private PartyId owner = PartyId.of("NL", "TNM");
    private String requestId = "BR-1";
    private @Nullable BookingOption bookingOption;
    private String locationId = "LOC-UTR-0042";
    private final List<BookingToken> bookingTokens =
            new ArrayList<>(List.of(BookingRequests.aBookingToken("NL", "MSP", "04A2B3C4D5E680")));
    private final List<CiString> tariffIds = new ArrayList<>();
    private String start = "2026-03-02T10:00:00Z";
    private String end = "2026-03-02T11:00:00Z";
    private ReservationStatus reservationStatus = ReservationStatus.PENDING;
    private @Nullable Cancellation canceled;
    private String authorizationReference = "AUTH-1";
    private BookingTerms bookingTerms = someTerms();
    private final List<BookingRequestStatus> bookingRequests = new ArrayList<>(List.of(aRequest(
            ReservationRequestStatus.PENDING, BookingRequests.aBookingRequest().build())));
    private String lastUpdated = "2026-03-01T09:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private Bookings() {}

    /** A valid booking that nobody has decided on yet. */
    public static Bookings aBooking() {
        return new Bookings();
    }

    /** Terms by which a driver may change or cancel until an hour before the start. */
    public static BookingTerms someTerms() {
        return new BookingTerms(
                null,
                null,
                null,
                List.of(AccessMethod.TOKEN),
                new BigDecimal("60"),
                new BigDecimal("60"),
                null,
                null,
                null,
                new BigDecimal("15"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** A request in the history of a booking. */
    public static BookingRequestStatus aRequest(ReservationRequestStatus status, BookingRequest request) {
        return new BookingRequestStatus(status, request, OcpiDateTime.parse("2026-03-01T09:00:00Z"), Map.of());
    }

    public Bookings withId(String value) {
        id = value;
        return this;
    }

    public Bookings ownedBy(String countryCode, String partyId) {
        owner = PartyId.of(countryCode, partyId);
        return this;
    }

    public Bookings withRequestId(String value) {
        requestId = value;
        return this;
    }

    public Bookings withOption(@Nullable BookingOption value) {
        bookingOption = value;
        return this;
    }

    public Bookings withLocationId(String value) {
        locationId = value;
        return this;
    }

    public Bookings withStatus(ReservationStatus value) {
        reservationStatus = value;
        return this;
    }

    public Bookings withAuthorizationReference(String value) {
        authorizationReference = value;
        return this;
    }

    public Bookings withTerms(BookingTerms value) {
        bookingTerms = value;
        return this;
    }

    public Bookings lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    public Bookings withTokens(BookingToken... values) {
        bookingTokens.clear();
        bookingTokens.addAll(List.of(values));
        return this;
    }

    public Bookings withTariffIds(String... ids) {
        tariffIds.clear();
        Arrays.stream(ids).map(CiString::of).forEach(tariffIds::add);
        return this;
    }

    public Bookings during(String from, String until) {
        start = from;
        end = until;
        return this;
    }

    public Bookings canceledBy(Role who, CanceledReason why) {
        canceled = new Cancellation(why, who, Map.of());
        return this;
    }

    public Bookings withRequests(BookingRequestStatus... values) {
        bookingRequests.clear();
        bookingRequests.addAll(List.of(values));
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Bookings withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public Booking build() {
        return new Booking(
                CiString.of(id),
                owner.countryCode(),
                owner.partyId(),
                CiString.of(requestId),
                bookingOption,
                CiString.of(locationId),
                List.copyOf(bookingTokens),
                List.copyOf(tariffIds),
                new Timeslot(OcpiDateTime.parse(start), OcpiDateTime.parse(end), null, null, null, Map.of()),
                reservationStatus,
                canceled,
                List.of(),
                CiString.of(authorizationReference),
                bookingTerms,
                List.copyOf(bookingRequests),
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The booking as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
