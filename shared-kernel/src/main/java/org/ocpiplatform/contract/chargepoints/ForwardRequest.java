package org.ocpiplatform.contract.chargepoints;

import java.time.Instant;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.PartyId;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands a request to the charge point back end, which may get the same one again after a crash and tells by its id that
 * it has it. Answered by a {@link Forwarding}.
 *
 * @param cpo whose charge point is meant
 * @param content as in {@link org.ocpiplatform.contract.incoming.IncomingRequest}, with a {@code reservation_id} that no
 *     other sender can have
 * @param deadline after which the partner is told that nothing was done, so that nothing may be done any more
 * @param correlationId kept from the partner's request
 */
public record ForwardRequest(
        RequestId requestId,
        RemoteOperation operation,
        PartyId cpo,
        ObjectNode content,
        Instant deadline,
        String correlationId) {}
