package org.ocpiplatform.write.payments;

import org.ocpiplatform.contract.Rejection;

/**
 * The way to whoever moves the money for the PTPs on this platform. The one in place is the
 * {@link SimulatedPaymentProvider}; a component marked as primary takes its place.
 */
@FunctionalInterface
public interface PaymentProvider {

    /**
     * Captures an amount. May be asked for the same capture again, also at the same time by another node, and after an
     * attempt whose answer got lost; an attempt with a known {@link CaptureRequest#idempotencyKey()} must not move money
     * again but answer as the first did.
     *
     * @throws Rejection for {@link Rejection.Code#UNAVAILABLE} if the provider cannot be asked now
     */
    Capture capture(CaptureRequest request);
}
