package org.ocpiplatform.ocpi.payments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.GeoLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of card terminals: one at a station of the CPO NL-TNM in Utrecht. */
public final class Terminals {

    private @Nullable String terminalId = "TERM-1";
    private @Nullable String customerReference;
    private @Nullable PartyId customer = PartyId.of("NL", "TNM");
    private @Nullable String address = "Croeselaan 18";
    private @Nullable String invoiceBaseUrl;
    private @Nullable InvoiceCreator invoiceCreator = InvoiceCreator.CPO;
    private @Nullable String reference = "SN-0042";
    private final List<CiString> locationIds = new ArrayList<>(List.of(CiString.of("LOC-UTR-0042")));
    private final List<CiString> evseUids = new ArrayList<>();
    private @Nullable String lastUpdated = "2026-02-01T08:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private Terminals() {}

    /** A valid terminal that pays for one location. */
    public static Terminals aTerminal() {
        return new Terminals();
    }

    public Terminals withId(@Nullable String value) {
        terminalId = value;
        return this;
    }

    public Terminals withCustomerReference(@Nullable String value) {
        customerReference = value;
        return this;
    }

    public Terminals forCustomer(String countryCode, String partyId) {
        customer = PartyId.of(countryCode, partyId);
        return this;
    }

    public Terminals withAddress(@Nullable String value) {
        address = value;
        return this;
    }

    public Terminals withInvoiceBaseUrl(@Nullable String value) {
        invoiceBaseUrl = value;
        return this;
    }

    public Terminals invoicedBy(@Nullable InvoiceCreator value) {
        invoiceCreator = value;
        return this;
    }

    public Terminals withReference(@Nullable String value) {
        reference = value;
        return this;
    }

    public Terminals lastUpdated(@Nullable String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    public Terminals withoutCustomer() {
        customer = null;
        return this;
    }

    public Terminals withLocationIds(String... ids) {
        locationIds.clear();
        Arrays.stream(ids).map(CiString::of).forEach(locationIds::add);
        return this;
    }

    public Terminals withEvseUids(String... uids) {
        evseUids.clear();
        Arrays.stream(uids).map(CiString::of).forEach(evseUids::add);
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Terminals withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public Terminal build() {
        return new Terminal(
                terminalId == null ? null : CiString.of(terminalId),
                customerReference == null ? null : CiString.of(customerReference),
                customer == null ? null : customer.partyId(),
                customer == null ? null : customer.countryCode(),
                address,
                "Utrecht",
                CiString.of("3521 CB"),
                null,
                CiString.of("NLD"),
                new GeoLocation("52.08640", "5.10720", Map.of()),
                invoiceBaseUrl,
                invoiceCreator,
                reference == null ? null : CiString.of(reference),
                List.copyOf(locationIds),
                List.copyOf(evseUids),
                lastUpdated == null ? null : OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The terminal as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
