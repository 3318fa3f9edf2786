package org.ocpiplatform.ocpi.tariffs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of tariffs: the CPO NL-TNM charges by the kilowatt-hour. */
public final class Tariffs {

    private PartyId owner = PartyId.of("NL", "TNM");
    private String id = "DAL-TARIEF";
    private String currency = "EUR";
    private @Nullable TariffType type;
    private @Nullable PriceLimit minPrice;
    private @Nullable PriceLimit maxPrice;
    private final List<TariffElement> elements = new ArrayList<>();
    private TaxIncluded taxIncluded = TaxIncluded.NO;
    private @Nullable String startDateTime;
    private @Nullable String endDateTime;
    private String lastUpdated = "2026-02-01T08:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private Tariffs() {}

    /** A valid tariff; of one energy price unless elements are added. */
    public static Tariffs aTariff() {
        return new Tariffs();
    }

    /** A price that is billed by its smallest step, with 21 percent VAT. */
    public static PriceComponent aPrice(TariffDimensionType dimension, String price) {
        return new PriceComponent(dimension, new BigDecimal(price), new BigDecimal("21.0"), 1, Map.of());
    }

    /** An element that always applies. */
    public static TariffElement anElement(PriceComponent... prices) {
        return new TariffElement(List.of(prices), null, Map.of());
    }

    public Tariffs ownedBy(String countryCode, String partyId) {
        owner = PartyId.of(countryCode, partyId);
        return this;
    }

    public Tariffs withId(String value) {
        id = value;
        return this;
    }

    public Tariffs withCurrency(String value) {
        currency = value;
        return this;
    }

    public Tariffs withType(TariffType value) {
        type = value;
        return this;
    }

    public Tariffs withMinPrice(String beforeTaxes) {
        minPrice = new PriceLimit(new BigDecimal(beforeTaxes), null, Map.of());
        return this;
    }

    public Tariffs withMinPrice(String beforeTaxes, String afterTaxes) {
        minPrice = new PriceLimit(new BigDecimal(beforeTaxes), new BigDecimal(afterTaxes), Map.of());
        return this;
    }

    public Tariffs withMaxPrice(String beforeTaxes) {
        maxPrice = new PriceLimit(new BigDecimal(beforeTaxes), null, Map.of());
        return this;
    }

    public Tariffs withMaxPrice(String beforeTaxes, String afterTaxes) {
        maxPrice = new PriceLimit(new BigDecimal(beforeTaxes), new BigDecimal(afterTaxes), Map.of());
        return this;
    }

    public Tariffs withElement(TariffElement element) {
        elements.add(element);
        return this;
    }

    /** Adds an element that always applies and charges for one dimension. */
    public Tariffs withPrice(TariffDimensionType dimension, String price) {
        return withElement(anElement(aPrice(dimension, price)));
    }

    public Tariffs withTaxIncluded(TaxIncluded value) {
        taxIncluded = value;
        return this;
    }

    public Tariffs validFrom(String dateTime) {
        startDateTime = dateTime;
        return this;
    }

    public Tariffs validUntil(String dateTime) {
        endDateTime = dateTime;
        return this;
    }

    public Tariffs lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Tariffs withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public Tariff build() {
        return new Tariff(
                owner.countryCode(),
                owner.partyId(),
                CiString.of(id),
                currency,
                type,
                List.of(),
                null,
                minPrice,
                maxPrice,
                null,
                elements.isEmpty()
                        ? List.of(anElement(aPrice(TariffDimensionType.ENERGY, "0.30")))
                        : List.copyOf(elements),
                taxIncluded,
                startDateTime == null ? null : OcpiDateTime.parse(startDateTime),
                endDateTime == null ? null : OcpiDateTime.parse(endDateTime),
                null,
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The tariff as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
