package org.ocpiplatform.ocpi.tariffs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.ocpi.types.EnergyMix;
import org.ocpiplatform.ocpi.validation.AbsoluteUrl;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * Prices of charging (OCPI 2.3.0, Tariff object).
 *
 * @param currency ISO 4217
 * @param type absent where the tariff is for all sessions
 * @param preauthorizeAmount what a payment terminal reserves before charging (payments extension)
 * @param elements in the order in which they are tried, for each dimension separately
 * @param startDateTime from when the tariff is valid
 * @param endDateTime until when the tariff is valid
 * @param extensions fields that OCPI does not define, given back as they came
 */
public record Tariff(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @NotNull @Text(min = 1, max = 3) String currency,
        @Nullable TariffType type,
        List<@NotNull @Valid DisplayText> tariffAltText,
        @Nullable @AbsoluteUrl String tariffAltUrl,
        @Nullable @Valid PriceLimit minPrice,
        @Nullable @Valid PriceLimit maxPrice,
        @Nullable BigDecimal preauthorizeAmount,
        @NotEmpty List<@NotNull @Valid TariffElement> elements,
        @NotNull TaxIncluded taxIncluded,
        @Nullable Instant startDateTime,
        @Nullable Instant endDateTime,
        @Nullable @Valid EnergyMix energyMix,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Tariff {
        tariffAltText = Extensions.listOf(tariffAltText);
        elements = Extensions.listOf(elements);
        extensions = Extensions.copyOf(extensions);
    }

    /** The CPO that owns the tariff. */
    @JsonIgnore
    public PartyId owner() {
        return new PartyId(countryCode, partyId);
    }
}
