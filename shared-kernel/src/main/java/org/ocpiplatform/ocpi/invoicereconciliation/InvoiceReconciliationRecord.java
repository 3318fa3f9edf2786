package org.ocpiplatform.ocpi.invoicereconciliation;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * Which CDRs an invoice between two parties covers (OCPI 2.3.0, InvoiceReconciliationRecord object).
 *
 * @param cdrs ids of CDRs, up to 39 characters because Credit CDRs have such ids
 */
public record InvoiceReconciliationRecord(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 36) CiString id,
        @NotNull @Ci(min = 1, max = 255) CiString invoiceId,
        @NotEmpty List<@NotNull @Ci(min = 1, max = 39) CiString> cdrs,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public InvoiceReconciliationRecord {
        cdrs = Extensions.listOf(cdrs);
        extensions = Extensions.copyOf(extensions);
    }

    /** The party that invoices. */
    @JsonIgnore
    public PartyId owner() {
        return new PartyId(countryCode, partyId);
    }
}
