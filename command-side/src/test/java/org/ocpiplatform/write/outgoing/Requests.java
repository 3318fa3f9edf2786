package org.ocpiplatform.write.outgoing;

import java.util.List;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.OperationRequested;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

/** Samples of requests of the eMSP NL-OCP to the CPO NL-TNM. */
final class Requests {

    static final RequestId ID = new RequestId("u1");
    static final PartnerId PARTNER = new PartnerId("p1");
    static final PartyId FROM = PartyId.of("NL", "OCP");
    static final PartyId TO = PartyId.of("NL", "TNM");
    static final Caller CPO = new Caller("p1", List.of(), null);
    static final Caller SOMEBODY = new Caller("p2", List.of(), null);
    static final OutgoingRequest START = request(RemoteOperation.START_SESSION, "{\"location_id\":\"LOC1\"}");
    static final OperationRequested STARTED = new OperationRequested(ID, START);

    private Requests() {}

    static OutgoingRequest request(RemoteOperation operation, String content) {
        return new OutgoingRequest(
                operation, PARTNER, FROM, TO, "https://us.example/commands/" + operation + "/u1", (ObjectNode)
                        OcpiJson.mapper().readTree(content));
    }

    static OperationRequested requested(RemoteOperation operation) {
        return new OperationRequested(ID, request(operation, "{}"));
    }
}
