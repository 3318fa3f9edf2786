package org.ocpiplatform.ocpi.tokens;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * A driver's contract with an energy supplier (OCPI 2.3.0, EnergyContract class).
 *
 * @param contractId of the supplier, not of the token
 */
public record EnergyContract(
        @NotNull @Text(max = 64) String supplierName,
        @Nullable @Text(max = 64) String contractId,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public EnergyContract {
        extensions = Extensions.copyOf(extensions);
    }
}
