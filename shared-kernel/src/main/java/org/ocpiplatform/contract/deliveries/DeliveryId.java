package org.ocpiplatform.contract.deliveries;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.partners.PartnerId;

/**
 * Identity of what is delivered of one object to one partner. Its text is the aggregate's identifier:
 * {@code delivery:PARTNER:} and the text of the {@link ReplicaId}.
 */
public record DeliveryId(PartnerId partnerId, ReplicaId object) {

    private static final String PREFIX = "delivery:";

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if it is no identifier of a delivery
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DeliveryId parse(String text) {
        int colon = text.indexOf(':', PREFIX.length());
        if (!text.startsWith(PREFIX) || colon < 0) {
            throw new IllegalArgumentException("not an identifier of a delivery: " + text);
        }
        return new DeliveryId(
                new PartnerId(text.substring(PREFIX.length(), colon)), ReplicaId.parse(text.substring(colon + 1)));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + partnerId.value() + ":" + object;
    }
}
