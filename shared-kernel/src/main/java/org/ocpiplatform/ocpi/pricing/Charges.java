package org.ocpiplatform.ocpi.pricing;

import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.tariffs.PriceComponent;
import org.ocpiplatform.ocpi.tariffs.TaxIncluded;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.types.TaxAmount;

/** An unrounded sum of amounts, with the VAT of each rate. */
record Charges(BigDecimal beforeTaxes, SortedMap<BigDecimal, BigDecimal> taxes) {

    static final Charges NONE = new Charges(ZERO, new TreeMap<>());

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String VAT = "VAT";
    private static final int MONEY = 4;
    private static final int CENTS = 2;

    /** The amount of one component, with tax taken out of it or added as the tariff says. */
    static Charges of(PriceComponent component, TaxIncluded taxIncluded, BigDecimal amount) {
        BigDecimal rate = rate(component, taxIncluded);
        if (rate == null) {
            return new Charges(amount, new TreeMap<>());
        }
        BigDecimal beforeTaxes = taxIncluded == TaxIncluded.YES
                ? amount.multiply(HUNDRED).divide(HUNDRED.add(rate), MathContext.DECIMAL128)
                : amount;
        BigDecimal tax = taxIncluded == TaxIncluded.YES ? amount.subtract(beforeTaxes) : percentOf(rate, beforeTaxes);
        return new Charges(beforeTaxes, new TreeMap<>(Map.of(rate, tax)));
    }

    /** The VAT of a component in percent; none where no tax applies or it is not known. */
    static @Nullable BigDecimal rate(PriceComponent component, TaxIncluded taxIncluded) {
        BigDecimal vat = component.vat();
        return taxIncluded == TaxIncluded.NOT_APPLICABLE || vat == null || vat.signum() < 0 ? null : vat;
    }

    static BigDecimal percentOf(BigDecimal rate, BigDecimal amount) {
        return amount.multiply(rate).divide(HUNDRED);
    }

    Charges plus(Charges other) {
        SortedMap<BigDecimal, BigDecimal> sum = new TreeMap<>(taxes);
        other.taxes.forEach((rate, tax) -> sum.merge(rate, tax, BigDecimal::add));
        return new Charges(beforeTaxes.add(other.beforeTaxes), sum);
    }

    /** The same mixture of taxes for another amount before taxes. */
    Charges scaledTo(BigDecimal amount) {
        SortedMap<BigDecimal, BigDecimal> scaled = new TreeMap<>();
        taxes.forEach(
                (rate, tax) -> scaled.put(rate, tax.multiply(amount).divide(beforeTaxes, MathContext.DECIMAL128)));
        return new Charges(amount, scaled);
    }

    BigDecimal afterTaxes() {
        return taxes.values().stream().reduce(beforeTaxes, BigDecimal::add);
    }

    /**
     * The sum as OCPI has it, every amount rounded half up to 4 decimals. The rounded amounts add up to the rounded
     * amount after taxes, for which the largest tax may be off by the last decimal.
     */
    Price price() {
        BigDecimal before = rounded(beforeTaxes);
        BigDecimal missing = rounded(afterTaxes()).subtract(before);
        BigDecimal largest = null;
        for (Map.Entry<BigDecimal, BigDecimal> tax : taxes.entrySet()) {
            missing = missing.subtract(rounded(tax.getValue()));
            largest = largest == null || tax.getValue().compareTo(taxes.get(largest)) > 0 ? tax.getKey() : largest;
        }
        List<TaxAmount> amounts = new ArrayList<>();
        for (Map.Entry<BigDecimal, BigDecimal> tax : taxes.entrySet()) {
            BigDecimal amount = rounded(tax.getValue());
            amounts.add(vat(tax.getKey(), tax.getKey().equals(largest) ? amount.add(missing) : amount));
        }
        return new Price(tidy(before), amounts, Map.of());
    }

    /** A sum whose tax is given as one amount. */
    static Price price(BigDecimal beforeTaxes, BigDecimal afterTaxes, @Nullable BigDecimal rate) {
        BigDecimal before = rounded(beforeTaxes);
        return new Price(tidy(before), List.of(vat(rate, rounded(afterTaxes).subtract(before))), Map.of());
    }

    private static TaxAmount vat(@Nullable BigDecimal rate, BigDecimal amount) {
        return new TaxAmount(VAT, null, rate, tidy(amount), Map.of());
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(MONEY, RoundingMode.HALF_UP);
    }

    /** Without trailing zeros, except for cents. */
    private static BigDecimal tidy(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < CENTS ? stripped.setScale(CENTS) : stripped;
    }
}
