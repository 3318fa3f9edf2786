package org.ocpiplatform.ocpi.payments;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * What a PTP captured for a session, once and for all (OCPI 2.3.0, FinancialAdviceConfirmation object).
 *
 * @param authorizationReference the one of the session's START_SESSION
 * @param totalCosts the amount captured
 * @param eftData lines of the card payment for the invoice; none only where the capture failed
 */
public record FinancialAdviceConfirmation(
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @NotNull @Ci(min = 1, max = 36) CiString authorizationReference,
        @NotNull @Valid Price totalCosts,
        @NotNull @Ci(min = 1, max = 3) CiString currency,
        List<@NotNull @Ci(max = 255) CiString> eftData,
        @NotNull CaptureStatusCode captureStatusCode,
        @Nullable @Ci(max = 255) CiString captureStatusMessage,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public FinancialAdviceConfirmation {
        eftData = Extensions.listOf(eftData);
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (eftData.isEmpty() && captureStatusCode != CaptureStatusCode.FAILED) {
            problems.at("eftData", "must not be empty unless capture_status_code is FAILED");
        }
    }
}
