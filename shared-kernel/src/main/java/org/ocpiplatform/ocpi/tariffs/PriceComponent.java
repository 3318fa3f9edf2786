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

/**
 * The price of one dimension (OCPI 2.3.0, PriceComponent class).
 *
 * @param price per kilowatt-hour, per hour or flat; with or without tax as the tariff says
 * @param vat in percent; absent where none applies or it is not known
 * @param stepSize smallest amount billed, in watt-hours or seconds; without meaning for FLAT
 */
public record PriceComponent(
        @NotNull TariffDimensionType type,
        @NotNull BigDecimal price,
        @Nullable BigDecimal vat,
        @NotNull Integer stepSize,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public PriceComponent {
        extensions = Extensions.copyOf(extensions);
    }
}
