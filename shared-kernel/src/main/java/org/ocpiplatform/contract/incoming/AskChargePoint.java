package org.ocpiplatform.contract.incoming;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.ocpi.PartyId;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes in a request of a partner, and hands it to the charge point back end if it may be. Answered by a
 * {@link Reception} with an answer, at the latest when the back end has had a moment to take the request. Rejected as
 * invalid if the {@code response_url} is none that this platform calls; then nothing is stored.
 *
 * @param sender as in {@link IncomingRequest}, like the others
 */
public record AskChargePoint(
        RemoteOperation operation,
        PartyId sender,
        @Nullable PartyId receiver,
        String responseUrl,
        ObjectNode content,
        Premises premises) {}
