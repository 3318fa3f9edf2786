package org.ocpiplatform.ocpi.sessions;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.cdrs.AuthMethod;
import org.ocpiplatform.ocpi.cdrs.CdrToken;
import org.ocpiplatform.ocpi.cdrs.ChargingPeriod;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * A charging session or a reservation (OCPI 2.3.0, Session object).
 *
 * @param startDateTime the moment it became ACTIVE; before that, of its creation at the charge point
 * @param kwh kilowatt-hours charged so far
 * @param evseUid {@code #NA} for a reservation without EVSE
 * @param connectorId {@code #NA} for a reservation without EVSE
 * @param currency ISO 4217
 * @param totalCost absent is not free; zero is
 * @param extensions fields that OCPI does not define, given back as they came
 */
public record Session(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @NotNull Instant startDateTime,
        @Nullable Instant endDateTime,
        @NotNull BigDecimal kwh,
        @NotNull @Valid CdrToken cdrToken,
        @NotNull AuthMethod authMethod,
        @Nullable @Ci(max = 36) CiString authorizationReference,
        @NotNull @Ci(min = 1, max = 36) CiString locationId,
        @NotNull @Ci(min = 1, max = 36) CiString evseUid,
        @NotNull @Ci(min = 1, max = 36) CiString connectorId,
        @Nullable @Text(max = 255) String meterId,
        @NotNull @Text(min = 1, max = 3) String currency,
        List<@NotNull @Valid ChargingPeriod> chargingPeriods,
        @Nullable @Valid Price totalCost,
        @NotNull SessionStatus status,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Session {
        chargingPeriods = Extensions.listOf(chargingPeriods);
        extensions = Extensions.copyOf(extensions);
    }

    /** The CPO that owns the session. */
    @JsonIgnore
    public PartyId owner() {
        return new PartyId(countryCode, partyId);
    }

    /** The same session with these charging periods instead. */
    public Session withChargingPeriods(List<ChargingPeriod> periods) {
        return new Session(
                countryCode,
                partyId,
                id,
                startDateTime,
                endDateTime,
                kwh,
                cdrToken,
                authMethod,
                authorizationReference,
                locationId,
                evseUid,
                connectorId,
                meterId,
                currency,
                periods,
                totalCost,
                status,
                lastUpdated,
                extensions);
    }
}
