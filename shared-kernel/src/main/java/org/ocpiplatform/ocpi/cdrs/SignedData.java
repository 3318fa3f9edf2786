package org.ocpiplatform.ocpi.cdrs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * Meter values by which a driver can check a CDR (OCPI 2.3.0, SignedData class).
 *
 * @param encodingMethod such as OCMF
 * @param publicKey Base64
 * @param url where the driver checks the values
 */
public record SignedData(
        @NotNull @Ci(min = 1, max = 36) CiString encodingMethod,
        @Nullable Integer encodingMethodVersion,
        @Nullable @Text(max = 512) String publicKey,
        @NotEmpty List<@NotNull @Valid SignedValue> signedValues,
        @Nullable @Text(max = 512) String url,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public SignedData {
        signedValues = Extensions.listOf(signedValues);
        extensions = Extensions.copyOf(extensions);
    }
}
