package org.ocpiplatform.ocpi.payments;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * What a CPO asks a PTP to capture; OCPI 2.3.0 leaves the form of it to the parties, so it has the names that the
 * confirmation and the CDR give to the same facts.
 *
 * @param authorizationReference the one of the session's START_SESSION
 * @param totalCosts the amount to capture
 */
public record FinancialAdvice(
        @NotNull @Ci(min = 1, max = 36) CiString authorizationReference,
        @NotNull @Valid Price totalCosts,
        @NotNull @Ci(min = 1, max = 3) CiString currency,
        @Nullable @Ci(min = 1, max = 39) CiString cdrId,
        @Nullable @Ci(min = 1, max = 36) CiString terminalId,
        @Nullable @Ci(min = 1, max = 39) CiString invoiceReferenceId,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public FinancialAdvice {
        extensions = Extensions.copyOf(extensions);
    }
}
