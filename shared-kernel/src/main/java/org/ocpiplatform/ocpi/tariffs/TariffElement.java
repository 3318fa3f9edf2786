package org.ocpiplatform.ocpi.tariffs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** Prices and when they apply (OCPI 2.3.0, TariffElement class). */
public record TariffElement(
        @NotEmpty List<@NotNull @Valid PriceComponent> priceComponents,
        @Nullable @Valid TariffRestrictions restrictions,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public TariffElement {
        priceComponents = Extensions.listOf(priceComponents);
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (restrictions == null || (restrictions.reservation() == null && restrictions.booking() == null)) {
            return;
        }
        for (int i = 0; i < priceComponents.size(); i++) {
            PriceComponent component = priceComponents.get(i);
            if (component != null
                    && (component.type() == TariffDimensionType.ENERGY
                            || component.type() == TariffDimensionType.PARKING_TIME)) {
                problems.at(
                        "priceComponents",
                        i,
                        "type",
                        "must be FLAT or TIME where the element is restricted to reservations or bookings");
            }
        }
    }
}
