package org.ocpiplatform.ocpi.payments;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.PlainDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Price of earlier versions, with {@code excl_vat} and {@code incl_vat}, which partners still send in the Payments
 * module because the samples of OCPI 2.3.0, chapter Payments show it.
 */
public final class LegacyPrice {

    private static final String TOTAL_COSTS = "total_costs";
    private static final String BEFORE_TAXES = "before_taxes";
    private static final String TAXES = "taxes";
    private static final String EXCL_VAT = "excl_vat";
    private static final String INCL_VAT = "incl_vat";
    private static final Set<String> REPLACED = Set.of(BEFORE_TAXES, TAXES, EXCL_VAT, INCL_VAT);

    private LegacyPrice() {}

    /**
     * A confirmation or advice with its {@code total_costs} in the form of 2.3.0. What is not clearly of the earlier
     * form stays as it is, for validation to judge.
     *
     * @param object is not modified
     */
    public static ObjectNode converted(ObjectNode object) {
        if (!(object.get(TOTAL_COSTS) instanceof ObjectNode price) || value(price, BEFORE_TAXES) != null) {
            return object;
        }
        JsonNode exclVat = value(price, EXCL_VAT);
        JsonNode inclVat = value(price, INCL_VAT);
        if (exclVat == null || !isAmount(exclVat) || (inclVat != null && !isAmount(inclVat))) {
            return object;
        }
        ObjectNode modern = JsonNodeFactory.instance.objectNode();
        modern.set(BEFORE_TAXES, exclVat);
        JsonNode taxes = value(price, TAXES);
        if (taxes != null) {
            // Whoever names the taxes already is more exact than a difference.
            modern.set(TAXES, taxes);
        } else if (inclVat != null) {
            modern.putArray(TAXES)
                    .addObject()
                    .put("name", "VAT")
                    .put("amount", inclVat.decimalValue().subtract(exclVat.decimalValue()));
        }
        price.properties().forEach(field -> {
            if (!REPLACED.contains(field.getKey())) {
                modern.set(field.getKey(), field.getValue());
            }
        });
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(field ->
                        converted.set(field.getKey(), field.getKey().equals(TOTAL_COSTS) ? modern : field.getValue()));
        return converted;
    }

    private static @Nullable JsonNode value(ObjectNode object, String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** A subtraction of numbers with huge exponents would take all the memory, before anyone refuses them. */
    private static boolean isAmount(JsonNode node) {
        return node.isNumber() && PlainDecimal.fits(node.decimalValue());
    }
}
