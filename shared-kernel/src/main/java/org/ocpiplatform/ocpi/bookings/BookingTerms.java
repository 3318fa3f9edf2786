package org.ocpiplatform.ocpi.bookings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.AbsoluteUrl;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * What a driver accepts with a booking (OCPI 2.3.0, BookingTerms class).
 *
 * @param changeUntilMinutes before the start
 * @param cancelUntilMinutes before the start
 * @param earlyStartTime minutes
 * @param noshowTimeout minutes after the start
 * @param lateStopTime minutes
 * @param minBookingDuration minutes
 * @param maxBookingDuration minutes
 * @param bookingTerms address of the terms in words
 */
public record BookingTerms(
        @Nullable Boolean rfidAuthRequired,
        @Nullable Boolean tokenGroupsSupported,
        @Nullable Boolean remoteAuthSupported,
        @NotEmpty List<@NotNull AccessMethod> supportedAccessMethods,
        @NotNull BigDecimal changeUntilMinutes,
        @NotNull BigDecimal cancelUntilMinutes,
        @Nullable Boolean changeNotAllowed,
        @Nullable Boolean earlyStartAllowed,
        @Nullable BigDecimal earlyStartTime,
        @Nullable BigDecimal noshowTimeout,
        @Nullable Boolean noshowFee,
        @Nullable Boolean lateStopAllowed,
        @Nullable BigDecimal lateStopTime,
        @Nullable Boolean overlappingBookingsAllowed,
        @Nullable BigDecimal minBookingDuration,
        @Nullable BigDecimal maxBookingDuration,
        @Nullable @AbsoluteUrl String bookingTerms,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public BookingTerms {
        supportedAccessMethods = Extensions.listOf(supportedAccessMethods);
        extensions = Extensions.copyOf(extensions);
    }
}
