package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** A request and what became of it (OCPI 2.3.0, BookingRequestStatus class). */
public record BookingRequestStatus(
        @NotNull ReservationRequestStatus requestStatus,
        @NotNull @Valid BookingRequest bookingRequest,
        @NotNull Instant requestReceived,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public BookingRequestStatus {
        extensions = Extensions.copyOf(extensions);
    }
}
