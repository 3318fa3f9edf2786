package org.ocpiplatform.ocpi.tariffs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** A bound on the price of a session; both amounts apply (OCPI 2.3.0, PriceLimit class). */
public record PriceLimit(
        @NotNull BigDecimal beforeTaxes,
        @Nullable BigDecimal afterTaxes,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public PriceLimit {
        extensions = Extensions.copyOf(extensions);
    }
}
