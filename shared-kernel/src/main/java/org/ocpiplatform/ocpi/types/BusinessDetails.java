package org.ocpiplatform.ocpi.types;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.AbsoluteUrl;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/** Who a party is in the eyes of drivers (OCPI 2.3.0, BusinessDetails class). */
public record BusinessDetails(
        @NotNull @Text(max = 100) String name,
        @Nullable @AbsoluteUrl String website,
        @Nullable @Valid Image logo,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public BusinessDetails {
        extensions = Extensions.copyOf(extensions);
    }
}
