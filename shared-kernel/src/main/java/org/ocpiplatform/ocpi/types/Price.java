package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * An amount of money in the currency of the object that holds it (OCPI 2.3.0, Price class).
 *
 * @param taxes none where no tax applies or it is not known
 */
public record Price(
        @NotNull BigDecimal beforeTaxes,
        List<@NotNull @Valid TaxAmount> taxes,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public Price {
        taxes = Extensions.listOf(taxes);
        extensions = Extensions.copyOf(extensions);
    }
}
