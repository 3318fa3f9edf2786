package org.ocpiplatform.ocpi.hubclientinfo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of what a hub says about the parties behind it: the CPO NL-TNM is connected. */
public final class ClientInfos {

    private PartyId party = PartyId.of("NL", "TNM");
    private Role role = Role.CPO;
    private ConnectionStatus status = ConnectionStatus.CONNECTED;
    private String lastUpdated = "2026-03-01T09:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private ClientInfos() {}

    /** A valid description of a party that is connected. */
    public static ClientInfos aClientInfo() {
        return new ClientInfos();
    }

    public ClientInfos describing(String countryCode, String partyId) {
        party = PartyId.of(countryCode, partyId);
        return this;
    }

    public ClientInfos withRole(Role value) {
        role = value;
        return this;
    }

    public ClientInfos withStatus(ConnectionStatus value) {
        status = value;
        return this;
    }

    public ClientInfos lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public ClientInfos withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public ClientInfo build() {
        return new ClientInfo(
                party.partyId(), party.countryCode(), role, status, OcpiDateTime.parse(lastUpdated), extensions);
    }

    /** The object as a hub sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
