package org.ocpiplatform.read.remote;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingState;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RemoteRequestView.Direction;
import org.ocpiplatform.contract.remote.RequestNote;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** What is kept of a request: how it stands, and what happened. */
record IncomingDocument(IncomingState state, Instant requestedAt, List<RequestNote> history) {

    static final String OPERATION = "operation";
    static final String STAGE = "stage";
    /** Of requests about charging profiles. */
    static final String SESSION = "session";

    static final String PARTNER = "partner";
    static final String REQUESTED_AT = "requested_at";
    private static final String JSON = "json";

    IncomingDocument {
        history = List.copyOf(history);
    }

    void write(Document document) {
        IncomingRequest request = state.request();
        document.append(OPERATION, request.operation().name())
                .append(STAGE, state.stage().name())
                .append(JSON, OcpiJson.mapper().writeValueAsString(this));
        if (request.operation().ofProfiles() && request.receiver() != null) {
            document.append(
                            SESSION,
                            new ReplicaId(
                                            Side.CPO,
                                            ObjectKind.SESSION,
                                            request.receiver(),
                                            CiString.of(request.content()
                                                    .path("session_id")
                                                    .asString()))
                                    .toString())
                    .append(PARTNER, request.partnerId().value())
                    .append(REQUESTED_AT, Date.from(requestedAt));
        }
    }

    static IncomingDocument read(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), IncomingDocument.class);
    }

    RemoteRequestView view() {
        IncomingRequest request = state.request();
        return new RemoteRequestView(
                state.requestId(),
                Direction.INCOMING,
                request.operation(),
                state.stage().name(),
                request.partnerId(),
                request.sender(),
                request.receiver(),
                request.content(),
                requestedAt,
                state.deadline(),
                state.answer(),
                state.results().isEmpty() ? null : state.results().getLast(),
                history);
    }
}
