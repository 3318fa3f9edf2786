package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * A place that is kept for a driver (OCPI 2.3.0, Booking object).
 *
 * @param requestId of the eMSP's requests for this booking
 * @param bookingRequests every request for this booking so far
 */
public record Booking(
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 36) CiString requestId,
        @Nullable @Valid BookingOption bookingOption,
        @NotNull @Ci(min = 1, max = 36) CiString locationId,
        List<@NotNull @Valid BookingToken> bookingTokens,
        List<@NotNull @Ci(min = 1, max = 36) CiString> tariffIds,
        @NotNull @Valid Timeslot period,
        @NotNull ReservationStatus reservationStatus,
        @Nullable @Valid Cancellation canceled,
        List<@NotNull @Valid AccessInformation> accessInformation,
        @NotNull @Ci(min = 1, max = 36) CiString authorizationReference,
        @NotNull @Valid BookingTerms bookingTerms,
        @NotEmpty List<@NotNull @Valid BookingRequestStatus> bookingRequests,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Booking {
        bookingTokens = Extensions.listOf(bookingTokens);
        tariffIds = Extensions.listOf(tariffIds);
        accessInformation = Extensions.listOf(accessInformation);
        bookingRequests = Extensions.listOf(bookingRequests);
        extensions = Extensions.copyOf(extensions);
    }

    /** The CPO that owns the booking. */
    @JsonIgnore
    public PartyId owner() {
        return new PartyId(countryCode, partyId);
    }

    /** The same booking at this time instead. */
    public Booking withPeriod(Timeslot time) {
        return copy(time, reservationStatus, canceled, bookingRequests, lastUpdated);
    }

    /** The same booking in this state instead. */
    public Booking withStatus(ReservationStatus status) {
        return copy(period, status, canceled, bookingRequests, lastUpdated);
    }

    /** The same booking with this reason of its end. */
    public Booking withCanceled(Cancellation cancellation) {
        return copy(period, reservationStatus, cancellation, bookingRequests, lastUpdated);
    }

    /** The same booking with these requests instead. */
    public Booking withBookingRequests(List<BookingRequestStatus> requests) {
        return copy(period, reservationStatus, canceled, requests, lastUpdated);
    }

    /** The same booking as of this moment. */
    public Booking withLastUpdated(Instant moment) {
        return copy(period, reservationStatus, canceled, bookingRequests, moment);
    }

    private Booking copy(
            Timeslot period,
            ReservationStatus reservationStatus,
            @Nullable Cancellation canceled,
            List<BookingRequestStatus> bookingRequests,
            Instant lastUpdated) {
        return new Booking(
                id,
                countryCode,
                partyId,
                requestId,
                bookingOption,
                locationId,
                bookingTokens,
                tariffIds,
                period,
                reservationStatus,
                canceled,
                accessInformation,
                authorizationReference,
                bookingTerms,
                bookingRequests,
                lastUpdated,
                extensions);
    }
}
