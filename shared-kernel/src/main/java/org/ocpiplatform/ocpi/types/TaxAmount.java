package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * One tax of a price (OCPI 2.3.0, TaxAmount class).
 *
 * @param percentage of the amount before taxes
 * @param amount in the currency of the object that holds the price
 */
public record TaxAmount(
        @NotNull @Text(max = 255) String name,
        @Nullable @Text(max = 255) String accountNumber,
        @Nullable BigDecimal percentage,
        @NotNull BigDecimal amount,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public TaxAmount {
        extensions = Extensions.copyOf(extensions);
    }
}
