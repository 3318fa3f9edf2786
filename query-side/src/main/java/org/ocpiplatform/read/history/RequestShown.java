package org.ocpiplatform.read.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.incoming.IncomingState;
import org.ocpiplatform.contract.outgoing.OutgoingState;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.ocpi.PartyId;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command, or a request about a charging profile, as history and followers of changes are shown it.
 *
 * @param from the party that asks
 * @param to the CPO that is asked; none if it is not known
 * @param content what is asked, as in OCPI without the {@code response_url}
 * @param deadline until which a result is awaited; none where none is
 * @param answer that was given at once; none if there was none
 * @param results in their order
 */
record RequestShown(
        String uid,
        RemoteOperation operation,
        String state,
        PartyId from,
        @Nullable PartyId to,
        ObjectNode content,
        @Nullable Instant deadline,
        @Nullable RemoteAnswer answer,
        List<RemoteResult> results) {

    static RequestShown of(IncomingState request) {
        return new RequestShown(
                request.requestId().value(),
                request.request().operation(),
                request.stage().name(),
                request.request().sender(),
                request.request().receiver(),
                request.request().content(),
                request.deadline(),
                request.answer(),
                request.results());
    }

    static RequestShown of(OutgoingState request) {
        return new RequestShown(
                request.requestId().value(),
                request.request().operation(),
                request.stage().name(),
                request.request().from(),
                request.request().to(),
                request.request().content(),
                request.deadline(),
                request.answer(),
                request.result() == null ? List.of() : List.of(request.result()));
    }
}
