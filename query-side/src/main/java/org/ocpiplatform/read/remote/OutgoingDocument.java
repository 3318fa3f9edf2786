package org.ocpiplatform.read.remote;

import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingState;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RemoteRequestView.Direction;
import org.ocpiplatform.contract.remote.RequestNote;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** What is kept of a request: how it stands, and what happened. */
record OutgoingDocument(OutgoingState state, Instant requestedAt, List<RequestNote> history) {

    static final String OPERATION = "operation";
    static final String STAGE = "stage";
    private static final String JSON = "json";

    OutgoingDocument {
        history = List.copyOf(history);
    }

    void write(Document document) {
        document.append(OPERATION, state.request().operation().name())
                .append(STAGE, state.stage().name())
                .append(JSON, OcpiJson.mapper().writeValueAsString(this));
    }

    static OutgoingDocument read(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), OutgoingDocument.class);
    }

    RemoteRequestView view() {
        OutgoingRequest request = state.request();
        return new RemoteRequestView(
                state.requestId(),
                Direction.OUTGOING,
                request.operation(),
                state.stage().name(),
                request.partnerId(),
                request.from(),
                request.to(),
                request.content(),
                requestedAt,
                state.deadline(),
                state.answer(),
                state.result(),
                history);
    }
}
