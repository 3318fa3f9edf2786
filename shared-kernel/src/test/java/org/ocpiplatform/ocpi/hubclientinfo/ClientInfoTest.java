package org.ocpiplatform.ocpi.hubclientinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.hubclientinfo.ClientInfos.aClientInfo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.JsonEdits;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

class ClientInfoTest {

    @Test
    void isWrittenAsItWasRead() {
        ObjectNode json = (ObjectNode) OcpiJson.mapper().readTree("""
                {"party_id": "Msp", "country_code": "nL", "role": "EMSP", "status": "SUSPENDED",
                 "last_updated": "2026-03-01T09:00:00Z", "since": 1.10}
                """);

        assertThat(OcpiJson.mapper().valueToTree(Validation.valid(read(json))).toString())
                .isEqualTo(json.toString());
    }

    @Test
    void namesThePartyThatIsDescribed() {
        assertThat(aClientInfo().describing("DE", "ABC").build().party()).isEqualTo(PartyId.of("de", "abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"party_id", "country_code", "role", "status", "last_updated"})
    void aFieldMayNotBeMissing(String field) {
        ObjectNode json = JsonEdits.with(aClientInfo().json(), field, "null");

        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Validation.valid(read(json)))
                .withMessage(field + " must not be null");
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusIsReadByItsName(ConnectionStatus status) {
        assertThat(read(aClientInfo().withStatus(status).json()).status()).isEqualTo(status);
    }

    @Test
    void anUnknownStatusIsRefused() {
        ObjectNode json = JsonEdits.with(aClientInfo().json(), "status", "\"SLEEPING\"");

        assertThatExceptionOfType(MismatchedInputException.class).isThrownBy(() -> read(json));
    }

    @Test
    void aHubOfOlderPeersIsReadAsOther() {
        assertThat(read(JsonEdits.with(aClientInfo().json(), "role", "\"HUB\"")).role())
                .isEqualTo(Role.OTHER);
    }

    private static ClientInfo read(ObjectNode json) {
        return OcpiJson.mapper().treeToValue(json, ClientInfo.class);
    }
}
