package org.ocpiplatform.write.incoming;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Caller.PartyRole;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.Premises;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tokens.Tokens;
import tools.jackson.databind.node.ObjectNode;

/** Requests of the eMSP NL-MSP to the charge points of the CPO NL-TNM. */
final class Requests {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant DEADLINE = NOW.plusSeconds(30);
    static final RequestId ID = new RequestId("3f2b7a9e");
    static final PartnerId PARTNER = new PartnerId("msp");
    static final PartyId MSP = PartyId.of("NL", "MSP");
    static final PartyId TNM = PartyId.of("NL", "TNM");
    static final Caller CALLER = caller("msp", Role.EMSP, MSP);
    static final Caller BACK_END = caller("tnm", Role.CPO, TNM);
    static final String RESPONSE_URL = "https://msp.example/results/1";

    private Requests() {}

    static Caller caller(String id, Role role, PartyId party) {
        return new Caller(id, List.of(new PartyRole(role, party.countryCode(), party.partyId())), null);
    }

    static ObjectNode start() {
        ObjectNode content = json("{\"location_id\":\"LOC-UTR-0042\",\"evse_uid\":\"EVSE-1\"}");
        content.set("token", Tokens.aToken().json());
        return content;
    }

    static ObjectNode reserve(Instant expiryDate) {
        return start().put("reservation_id", "R1").put("expiry_date", expiryDate.toString());
    }

    static ObjectNode cancel() {
        return json("{\"reservation_id\":\"R1\"}");
    }

    static ObjectNode unlock() {
        return json("{\"location_id\":\"LOC-UTR-0042\",\"evse_uid\":\"EVSE-1\",\"connector_id\":\"1\"}");
    }

    static ObjectNode ofSession() {
        return json("{\"session_id\":\"S1\"}");
    }

    static ObjectNode json(String text) {
        return OcpiJson.mapper().readValue(text, ObjectNode.class);
    }

    static IncomingRequest request(RemoteOperation operation, ObjectNode content) {
        return new IncomingRequest(operation, PARTNER, MSP, TNM, RESPONSE_URL, content, 30);
    }

    static Premises premises(@Nullable Location location, @Nullable Session session) {
        return new Premises(CALLER, location, session, null, false);
    }

    static Premises reservedAt(@Nullable Location location, String reservedAt) {
        return new Premises(CALLER, location, null, CiString.of(reservedAt), false);
    }
}
