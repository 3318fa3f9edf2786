package org.ocpiplatform.ocpi.pricing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.tariffs.PriceLimit;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tariffs.TaxIncluded;
import org.ocpiplatform.ocpi.types.Price;

/** The tariff's minimum and maximum price. */
final class Limits {

    private Limits() {}

    /**
     * Holds the amounts before and after taxes within their own bounds. A bound without an amount after taxes leaves the
     * mixture of taxes as it is.
     */
    static Price apply(Tariff tariff, Charges sum) {
        PriceLimit min = tariff.minPrice();
        PriceLimit max = tariff.maxPrice();
        TreeSet<BigDecimal> rates = rates(tariff);
        PriceLimit reached = reached(min, max, sum.beforeTaxes());
        BigDecimal before = reached == null ? sum.beforeTaxes() : reached.beforeTaxes();
        if (rates.isEmpty()) {
            // With tax to be added at a rate that nobody knows, the amount after taxes is not known either.
            boolean afterIsBefore = tariff.taxIncluded() != TaxIncluded.NO;
            return new Charges(afterIsBefore ? bounded(min, max, before) : before, new TreeMap<>()).price();
        }
        Charges taxed = sum;
        if (reached != null && reached.afterTaxes() == null) {
            taxed = rescaled(sum, before, rates);
        }
        BigDecimal after = bounded(min, max, taxed.afterTaxes()).max(before);
        if (taxed.beforeTaxes().compareTo(before) == 0 && taxed.afterTaxes().compareTo(after) == 0) {
            return taxed.price();
        }
        BigDecimal rate = rates.first();
        boolean atRate = rates.size() == 1 && Charges.percentOf(rate, before).compareTo(after.subtract(before)) == 0;
        return Charges.price(before, after, atRate ? rate : null);
    }

    private static Charges rescaled(Charges sum, BigDecimal before, TreeSet<BigDecimal> rates) {
        if (sum.beforeTaxes().signum() != 0) {
            return sum.scaledTo(before);
        }
        // Of several rates nobody can say which holds for a minimum price that nothing was charged for.
        return new Charges(
                before,
                rates.size() > 1
                        ? sum.taxes()
                        : new TreeMap<>(Map.of(rates.first(), Charges.percentOf(rates.first(), before))));
    }

    private static @Nullable PriceLimit reached(@Nullable PriceLimit min, @Nullable PriceLimit max, BigDecimal amount) {
        if (max != null && amount.compareTo(max.beforeTaxes()) > 0) {
            return max;
        }
        return min != null && amount.compareTo(min.beforeTaxes()) < 0 ? min : null;
    }

    /** The amount within the bounds after taxes. */
    private static BigDecimal bounded(@Nullable PriceLimit min, @Nullable PriceLimit max, BigDecimal amount) {
        BigDecimal raised = min == null || min.afterTaxes() == null ? amount : amount.max(min.afterTaxes());
        return max == null || max.afterTaxes() == null ? raised : raised.min(max.afterTaxes());
    }

    private static TreeSet<BigDecimal> rates(Tariff tariff) {
        TreeSet<BigDecimal> rates = new TreeSet<>();
        tariff.elements()
                .forEach(element -> element.priceComponents().forEach(component -> {
                    BigDecimal rate = Charges.rate(component, tariff.taxIncluded());
                    if (rate != null) {
                        rates.add(rate);
                    }
                }));
        return rates;
    }
}
