package org.ocpiplatform.ocpi.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.ocpiplatform.ocpi.tariffs.PriceComponent;

/**
 * A part of a session in which the same price components are active.
 *
 * @param seconds its length
 * @param kwh its energy
 * @param active by slot; those without a component cost nothing
 */
record Segment(Instant start, BigDecimal seconds, BigDecimal kwh, Map<Slot, Active> active) {

    /** A component, told apart from an equal one of another element. */
    record Active(int index, PricedElement element, PriceComponent component) {}
}
