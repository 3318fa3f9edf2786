package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
 * What an eMSP asks a CPO to book, change or cancel; all requests for one booking have one request_id (OCPI 2.3.0,
 * BookingRequest object).
 *
 * @param countryCode of the eMSP
 * @param partyId of the eMSP
 * @param powerRequired kilowatts
 * @param canceled present where the booking is to be cancelled
 */
public record BookingRequest(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 36) CiString requestId,
        @Nullable @Valid BookingOption bookingOption,
        @NotNull @Ci(min = 1, max = 36) CiString locationId,
        @NotNull @Ci(min = 1, max = 36) CiString bookingLocationId,
        List<@NotNull @Valid BookingToken> tokens,
        List<@NotNull @Valid AccessInformation> accessInformation,
        @NotNull @Valid Period period,
        @NotNull @Ci(min = 1, max = 36) CiString authorizationReference,
        @Nullable Integer powerRequired,
        @Nullable @Valid Cancellation canceled,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public BookingRequest {
        tokens = Extensions.listOf(tokens);
        accessInformation = Extensions.listOf(accessInformation);
        extensions = Extensions.copyOf(extensions);
    }

    /** The eMSP that asks. */
    @JsonIgnore
    public PartyId requester() {
        return new PartyId(countryCode, partyId);
    }
}
