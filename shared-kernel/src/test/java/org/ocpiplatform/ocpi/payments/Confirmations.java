package org.ocpiplatform.ocpi.payments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.Price;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of confirmations: a PTP captured what a driver owed. */
public final class Confirmations {

    private String id = "FAC-1";
    private String authorizationReference = "AUTH-1";
    private Price totalCosts = new Price(new BigDecimal("6.10"), List.of(), Map.of());
    private final List<CiString> eftData =
            new ArrayList<>(List.of(CiString.of("DEBIT ****1234"), CiString.of("AUTH 004711")));
    private CaptureStatusCode captureStatusCode = CaptureStatusCode.SUCCESS;
    private @Nullable String captureStatusMessage;
    private String lastUpdated = "2026-03-01T11:05:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private Confirmations() {}

    /** A valid confirmation of a full capture. */
    public static Confirmations aConfirmation() {
        return new Confirmations();
    }

    public Confirmations withId(String value) {
        id = value;
        return this;
    }

    public Confirmations withAuthorizationReference(String value) {
        authorizationReference = value;
        return this;
    }

    public Confirmations withStatus(CaptureStatusCode value) {
        captureStatusCode = value;
        return this;
    }

    public Confirmations withMessage(@Nullable String value) {
        captureStatusMessage = value;
        return this;
    }

    public Confirmations lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    public Confirmations withTotalCosts(String beforeTaxes) {
        totalCosts = new Price(new BigDecimal(beforeTaxes), List.of(), Map.of());
        return this;
    }

    public Confirmations withEftData(String... lines) {
        eftData.clear();
        Arrays.stream(lines).map(CiString::of).forEach(eftData::add);
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Confirmations withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public FinancialAdviceConfirmation build() {
        return new FinancialAdviceConfirmation(
                CiString.of(id),
                CiString.of(authorizationReference),
                totalCosts,
                CiString.of("EUR"),
                List.copyOf(eftData),
                captureStatusCode,
                captureStatusMessage == null ? null : CiString.of(captureStatusMessage),
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The confirmation as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
