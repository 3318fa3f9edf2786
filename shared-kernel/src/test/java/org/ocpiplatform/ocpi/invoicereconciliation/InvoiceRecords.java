package org.ocpiplatform.ocpi.invoicereconciliation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of invoice reconciliation records: the CPO NL-TNM invoices CDRs. */
public final class InvoiceRecords {

    private PartyId owner = PartyId.of("NL", "TNM");
    private String id = "IR-1";
    private String invoiceId = "2026-0042";
    private final List<CiString> cdrs = new ArrayList<>(List.of(CiString.of("C1")));
    private String lastUpdated = "2026-04-01T06:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private InvoiceRecords() {}

    /** A valid record of one CDR. */
    public static InvoiceRecords aRecord() {
        return new InvoiceRecords();
    }

    public InvoiceRecords ownedBy(String countryCode, String partyId) {
        owner = PartyId.of(countryCode, partyId);
        return this;
    }

    public InvoiceRecords withId(String value) {
        id = value;
        return this;
    }

    public InvoiceRecords withInvoiceId(String value) {
        invoiceId = value;
        return this;
    }

    public InvoiceRecords lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    public InvoiceRecords withCdrs(String... ids) {
        cdrs.clear();
        Arrays.stream(ids).map(CiString::of).forEach(cdrs::add);
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public InvoiceRecords withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public InvoiceReconciliationRecord build() {
        return new InvoiceReconciliationRecord(
                owner.countryCode(),
                owner.partyId(),
                CiString.of(id),
                CiString.of(invoiceId),
                List.copyOf(cdrs),
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The record as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
