package org.ocpiplatform.ocpi.commands;

import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.tokens.Tokens;
import tools.jackson.databind.node.ObjectNode;

/** Samples of commands as the eMSP NL-MSP sends them to the CPO NL-TNM. */
public final class CommandObjects {

    private CommandObjects() {}

    /** A valid command with all its fields. */
    public static ObjectNode json(CommandType type) {
        return (ObjectNode) OcpiJson.mapper()
                .readTree(
                        switch (type) {
                            case CANCEL_RESERVATION -> """
                                {"response_url": "https://msp.example/commands/CANCEL_RESERVATION/12345",
                                 "reservation_id": "Res-1"}
                                """;
                            case RESERVE_NOW -> """
                                {"response_url": "https://msp.example/commands/RESERVE_NOW/12345", "token": %s,
                                 "expiry_date": "2026-03-02T11:00:00Z", "reservation_id": "Res-1",
                                 "location_id": "LOC-UTR-0042", "evse_uid": "EVSE-1",
                                 "authorization_reference": "AUTH-1"}
                                """.formatted(Tokens.aToken().json());
                            case START_SESSION -> """
                                {"response_url": "https://msp.example/commands/START_SESSION/12345", "token": %s,
                                 "location_id": "LOC-UTR-0042", "evse_uid": "EVSE-1", "connector_id": "1",
                                 "authorization_reference": "AUTH-1"}
                                """.formatted(Tokens.aToken().json());
                            case STOP_SESSION -> """
                                {"response_url": "https://msp.example/commands/STOP_SESSION/12345",
                                 "session_id": "S-2026-1"}
                                """;
                            case UNLOCK_CONNECTOR -> """
                                {"response_url": "https://msp.example/commands/UNLOCK_CONNECTOR/2",
                                 "location_id": "LOC-UTR-0042", "evse_uid": "EVSE-1", "connector_id": "1"}
                                """;
                        });
    }
}
