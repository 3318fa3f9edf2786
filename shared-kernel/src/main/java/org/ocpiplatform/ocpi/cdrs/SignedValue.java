package org.ocpiplatform.ocpi.cdrs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * A meter value and the charge point's signature on it (OCPI 2.3.0, SignedValue class).
 *
 * @param nature such as Start, End or Intermediate
 */
public record SignedValue(
        @NotNull @Ci(min = 1, max = 32) CiString nature,
        @NotNull @Text(max = 5000) String plainData,
        @NotNull @Text(max = 5000) String signedData,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public SignedValue {
        extensions = Extensions.copyOf(extensions);
    }
}
