package org.ocpiplatform.contract.outgoing;

import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.ocpi.PartyId;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one of our parties asks of a CPO's charge point.
 *
 * @param partnerId the platform that is asked, which alone may tell the result
 * @param from our party
 * @param to the CPO
 * @param responseUrl where we await the result
 * @param content of a command its object without {@code response_url}; of an operation of ChargingProfiles
 *     {@code session_id} with {@code charging_profile} or {@code duration} in seconds
 */
public record OutgoingRequest(
        RemoteOperation operation,
        PartnerId partnerId,
        PartyId from,
        PartyId to,
        String responseUrl,
        ObjectNode content) {}
