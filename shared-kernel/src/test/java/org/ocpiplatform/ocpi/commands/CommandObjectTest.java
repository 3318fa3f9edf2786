package org.ocpiplatform.ocpi.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertUnreadable;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertWrittenBack;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.databind.node.ObjectNode;

class CommandObjectTest {

    private static final String NO_URL = "response_url must be an absolute http or https URL of at most 255 characters";

    @ParameterizedTest
    @EnumSource
    void unknownFieldsDigitsAndSpellingsAreKept(CommandType type) {
        ObjectNode json = CommandObjects.json(type);
        json = with(json, "type", "\"Fast\"");
        json = with(json, "limit", "{\"soc\":[80.0]}");

        assertWrittenBack(json, type.objectType());
    }

    @ParameterizedTest
    @EnumSource
    void theResultGoesToAUrlOfHttp(CommandType type) {
        ObjectNode json = CommandObjects.json(type);
        String fits = "https://msp.example/" + "x".repeat(235);

        assertThat(read(with(json, "response_url", "\"" + fits + "\""), type.objectType())
                        .responseUrl())
                .isEqualTo(fits);
        assertAccepted(with(json, "response_url", "\"HTTP://msp.example:8080/a?id=1\""), type.objectType());
        assertRefused(with(json, "response_url", "\"" + fits + "x\""), type.objectType(), NO_URL);
        assertRefused(with(json, "response_url", "\"ftp://msp.example/1\""), type.objectType(), NO_URL);
        assertRefused(with(json, "response_url", "\"/commands/1\""), type.objectType(), NO_URL);
        assertRefused(with(json, "response_url", "\"http://\""), type.objectType(), NO_URL);
        assertRefused(with(json, "response_url", "null"), type.objectType(), "response_url must not be null");
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL_RESERVATION, reservation_id",
        "RESERVE_NOW, token",
        "RESERVE_NOW, token.uid",
        "RESERVE_NOW, expiry_date",
        "RESERVE_NOW, reservation_id",
        "RESERVE_NOW, location_id",
        "START_SESSION, token",
        "START_SESSION, token.contract_id",
        "START_SESSION, location_id",
        "STOP_SESSION, session_id",
        "UNLOCK_CONNECTOR, location_id",
        "UNLOCK_CONNECTOR, evse_uid",
        "UNLOCK_CONNECTOR, connector_id"
    })
    void aRequiredFieldMayNotBeMissing(CommandType type, String path) {
        assertRefused(with(CommandObjects.json(type), path, "null"), type.objectType(), path + " must not be null");
    }

    @ParameterizedTest
    @CsvSource({
        "RESERVE_NOW, evse_uid",
        "RESERVE_NOW, authorization_reference",
        "START_SESSION, connector_id",
        "START_SESSION, authorization_reference"
    })
    void anOptionalFieldMayBeMissing(CommandType type, String path) {
        assertAccepted(with(CommandObjects.json(type), path, "null"), type.objectType());
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL_RESERVATION, reservation_id",
        "RESERVE_NOW, reservation_id",
        "RESERVE_NOW, location_id",
        "RESERVE_NOW, evse_uid",
        "RESERVE_NOW, authorization_reference",
        "START_SESSION, location_id",
        "START_SESSION, evse_uid",
        "START_SESSION, connector_id",
        "START_SESSION, authorization_reference",
        "STOP_SESSION, session_id",
        "UNLOCK_CONNECTOR, location_id",
        "UNLOCK_CONNECTOR, evse_uid",
        "UNLOCK_CONNECTOR, connector_id"
    })
    void anIdMayHave36CharactersAndNoMore(CommandType type, String path) {
        ObjectNode json = CommandObjects.json(type);

        assertAccepted(with(json, path, "\"" + "x".repeat(36) + "\""), type.objectType());
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> read(with(json, path, "\"" + "x".repeat(37) + "\""), type.objectType()))
                .withMessageStartingWith(path + " must be ");
    }

    @Test
    void aConnectorIsStartedOnItsEvse() {
        ObjectNode json = with(CommandObjects.json(CommandType.START_SESSION), "evse_uid", "null");

        assertRefused(json, StartSession.class, "evse_uid must be present if connector_id is");
        assertAccepted(with(json, "connector_id", "null"), StartSession.class);
    }

    @ParameterizedTest
    @EnumSource
    void aWordIsACommandInItsOwnCaseOnly(CommandType type) {
        assertThat(CommandType.of(type.name())).contains(type);
        assertThat(CommandType.of(type.name().toLowerCase(Locale.ROOT))).isEmpty();
    }

    @Test
    void otherWordsAreNoCommands() {
        assertThat(CommandType.of("OPEN_GATE")).isEmpty();
        assertThat(CommandType.of("")).isEmpty();
    }

    @Nested
    class Answers {

        private static final String MESSAGE = "[{\"language\":\"de\",\"text\":\"Der Ladepunkt ist belegt.\"}]";

        @ParameterizedTest
        @EnumSource
        void aResponseIsWrittenBack(CommandResponseType result) {
            assertWrittenBack(
                    json("{\"result\":\"" + result + "\",\"timeout\":30,\"message\":" + MESSAGE + ",\"eta\":1.50}"),
                    CommandResponse.class);
        }

        @ParameterizedTest
        @EnumSource
        void aResultIsWrittenBack(CommandResultType result) {
            assertWrittenBack(
                    json("{\"result\":\"" + result + "\",\"message\":" + MESSAGE + ",\"eta\":1.50}"),
                    CommandResult.class);
        }

        @Test
        void messagesMayBeMissing() {
            assertThat(read(json("{\"result\":\"REJECTED\",\"timeout\":0}"), CommandResponse.class))
                    .isEqualTo(new CommandResponse(CommandResponseType.REJECTED, 0, List.of(), Map.of()));
            assertThat(read(json("{\"result\":\"FAILED\"}"), CommandResult.class))
                    .isEqualTo(new CommandResult(CommandResultType.FAILED, List.of(), Map.of()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"result", "timeout", "message[0].text"})
        void aRequiredFieldMayNotBeMissing(String path) {
            ObjectNode json = json("{\"result\":\"ACCEPTED\",\"timeout\":30,\"message\":" + MESSAGE + "}");

            assertRefused(with(json, path, "null"), CommandResponse.class, path + " must not be null");
        }

        @Test
        void aResultHasAResult() {
            assertRefused(json("{}"), CommandResult.class, "result must not be null");
        }

        @Test
        void theWordsAreClosed() {
            assertUnreadable(json("{\"result\":\"TIMEOUT\",\"timeout\":0}"), CommandResponse.class, "result");
            assertUnreadable(json("{\"result\":\"UNKNOWN_SESSION\"}"), CommandResult.class, "result");
        }

        private static ObjectNode json(String text) {
            return (ObjectNode) OcpiJson.mapper().readTree(text);
        }
    }
}
