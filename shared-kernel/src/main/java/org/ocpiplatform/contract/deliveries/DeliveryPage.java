package org.ocpiplatform.contract.deliveries;

import java.util.List;

/**
 * Part of a list of deliveries.
 *
 * @param total deliveries that match the filters
 */
public record DeliveryPage(List<DeliveryView> deliveries, long total) {

    public DeliveryPage {
        deliveries = List.copyOf(deliveries);
    }
}
