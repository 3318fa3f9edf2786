package org.ocpiplatform.contract.remote;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.ocpi.PartyId;
import tools.jackson.databind.node.ObjectNode;

/**
 * A remote request as administrators see it.
 *
 * @param stage name of its {@link org.ocpiplatform.contract.outgoing.OutgoingStage} or
 *     {@link org.ocpiplatform.contract.incoming.IncomingStage}
 * @param partnerId the platform at the other end
 * @param from the party that asks
 * @param to the CPO that is asked; none if it is not known
 * @param content what is asked
 * @param deadline until which a result is awaited; none where none is
 * @param answer that was given at once; none if there was none
 * @param result the latest that counts; none if there was none
 * @param history oldest first
 */
public record RemoteRequestView(
        RequestId id,
        Direction direction,
        RemoteOperation operation,
        String stage,
        PartnerId partnerId,
        PartyId from,
        @Nullable PartyId to,
        ObjectNode content,
        Instant requestedAt,
        @Nullable Instant deadline,
        @Nullable RemoteAnswer answer,
        @Nullable RemoteResult result,
        List<RequestNote> history) {

    /** Which way a request goes. */
    public enum Direction {
        /** From a partner to a charge point here. */
        INCOMING,
        /** From one of our parties to a partner's charge point. */
        OUTGOING
    }

    public RemoteRequestView {
        history = List.copyOf(history);
    }
}
