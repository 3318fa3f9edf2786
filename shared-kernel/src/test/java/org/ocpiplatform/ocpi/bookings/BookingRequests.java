package org.ocpiplatform.ocpi.bookings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.ConnectorType;
import org.ocpiplatform.ocpi.tokens.TokenType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of booking requests: a driver of the eMSP NL-MSP wants a place of the CPO NL-TNM in Utrecht. */
public final class BookingRequests {

    private PartyId requester = PartyId.of("NL", "MSP");
    private String requestId = "BR-1";
    private @Nullable BookingOption bookingOption;
    private String locationId = "LOC-UTR-0042";
    private String bookingLocationId = "BL-1";
    private final List<BookingToken> tokens = new ArrayList<>(List.of(aBookingToken("NL", "MSP", "04A2B3C4D5E680")));
    private final List<AccessInformation> accessInformation = new ArrayList<>();
    private String start = "2026-03-02T10:00:00Z";
    private String end = "2026-03-02T11:00:00Z";
    private String authorizationReference = "AUTH-1";
    private @Nullable Integer powerRequired;
    private @Nullable Cancellation canceled;
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private BookingRequests() {}

    /** A valid request for an hour. */
    public static BookingRequests aBookingRequest() {
        return new BookingRequests();
    }

    /** A card that may use the booking. */
    public static BookingToken aBookingToken(String countryCode, String partyId, String uid) {
        return new BookingToken(
                CiString.of(countryCode),
                CiString.of(partyId),
                CiString.of(uid),
                TokenType.RFID,
                CiString.of("NL-MSP-C12345678-X"),
                Map.of());
    }

    /** An EVSE to be booked. */
    public static BookingOption anOption(String evseUid) {
        return new BookingOption(
                CiString.of(evseUid),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(ConnectorType.IEC_62196_T2),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    public BookingRequests requestedBy(String countryCode, String partyId) {
        requester = PartyId.of(countryCode, partyId);
        return this;
    }

    public BookingRequests withRequestId(String value) {
        requestId = value;
        return this;
    }

    public BookingRequests withOption(@Nullable BookingOption value) {
        bookingOption = value;
        return this;
    }

    public BookingRequests withLocationId(String value) {
        locationId = value;
        return this;
    }

    public BookingRequests withBookingLocationId(String value) {
        bookingLocationId = value;
        return this;
    }

    public BookingRequests withAuthorizationReference(String value) {
        authorizationReference = value;
        return this;
    }

    public BookingRequests withPowerRequired(@Nullable Integer kilowatts) {
        powerRequired = kilowatts;
        return this;
    }

    public BookingRequests withTokens(BookingToken... values) {
        tokens.clear();
        tokens.addAll(List.of(values));
        return this;
    }

    public BookingRequests withAccess(AccessMethod method, String value) {
        accessInformation.add(new AccessInformation(method, value, Map.of()));
        return this;
    }

    public BookingRequests during(String from, String until) {
        start = from;
        end = until;
        return this;
    }

    public BookingRequests canceledBy(Role who, CanceledReason why) {
        canceled = new Cancellation(why, who, Map.of());
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public BookingRequests withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public BookingRequest build() {
        return new BookingRequest(
                requester.countryCode(),
                requester.partyId(),
                CiString.of(requestId),
                bookingOption,
                CiString.of(locationId),
                CiString.of(bookingLocationId),
                List.copyOf(tokens),
                List.copyOf(accessInformation),
                new Period(OcpiDateTime.parse(start), OcpiDateTime.parse(end), Map.of()),
                CiString.of(authorizationReference),
                powerRequired,
                canceled,
                extensions);
    }

    /** The request as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
