package org.ocpiplatform.contract.incoming;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.ocpi.PartyId;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a partner asks of a charge point.
 *
 * @param partnerId the platform that asks, and alone is told the result
 * @param sender the party that asks
 * @param receiver the CPO that is asked: the owner of the location, session or reservation, else whom the request is
 *     addressed to; none if nothing of that is known, and then the request is refused
 * @param responseUrl where the result is awaited
 * @param content of a command its object without {@code response_url}; of an operation of ChargingProfiles
 *     {@code session_id} with {@code charging_profile} or {@code duration} in seconds
 * @param timeout seconds that the charge point has for its result
 */
public record IncomingRequest(
        RemoteOperation operation,
        PartnerId partnerId,
        PartyId sender,
        @Nullable PartyId receiver,
        String responseUrl,
        ObjectNode content,
        int timeout) {}
