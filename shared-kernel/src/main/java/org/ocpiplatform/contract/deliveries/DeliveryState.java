package org.ocpiplatform.contract.deliveries;

/** How far the delivery of an object to a partner has come. */
public enum DeliveryState {
    /** Was asked for and not tried yet. */
    PENDING,
    /** The partner took the last push. */
    ACKNOWLEDGED,
    /** The last push failed. */
    FAILED
}
