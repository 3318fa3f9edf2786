package org.ocpiplatform.write.payments;

import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.types.Price;

/**
 * An amount to capture of what a card terminal reserved.
 *
 * @param idempotencyKey the same for every attempt at this capture, and for no other
 * @param ptp the party whose payment provider it is
 * @param authorizationReference of the reservation
 */
public record CaptureRequest(
        String idempotencyKey, PartyId ptp, CiString authorizationReference, Price amount, CiString currency) {}
