package org.ocpiplatform.ocpi.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertUnreadable;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertWrittenBack;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.databind.node.ObjectNode;

class TokenTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country_code",
                "party_id",
                "uid",
                "type",
                "contract_id",
                "issuer",
                "valid",
                "whitelist",
                "last_updated"
            })
    void aRequiredFieldMayNotBeMissing(String path) {
        assertRefused(with(aToken().json(), path, "null"), Token.class, path + " must not be null");
    }

    @ParameterizedTest
    @CsvSource({
        "country_code, 2",
        "party_id, 3",
        "uid, 36",
        "type, 36",
        "contract_id, 36",
        "visual_number, 64",
        "issuer, 64",
        "group_id, 36",
        "language, 2"
    })
    void aTextMayHaveItsLengthAndNoMore(String path, int length) {
        assertAccepted(with(aToken().json(), path, "\"" + "x".repeat(length) + "\""), Token.class);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> read(with(aToken().json(), path, "\"" + "x".repeat(length + 1) + "\""), Token.class))
                .withMessageStartingWith(path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whitelist", "default_profile_type"})
    void anUnknownValueOfAClosedEnumIsRefused(String path) {
        assertUnreadable(with(aToken().json(), path, "\"SOMETIMES\""), Token.class, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n"})
    void aLanguageHasTwoCharacters(String language) {
        assertRefused(
                aToken().withLanguage(language).json(),
                Token.class,
                "language must be 2 to 2 characters without control characters");
    }

    @Test
    void anEnergyContractNamesItsSupplier() {
        ObjectNode json = aToken().withEnergyContract(new EnergyContract("Eneco", null, Map.of()))
                .json();

        assertAccepted(json, Token.class);
        assertRefused(
                with(json, "energy_contract.supplier_name", "null"),
                Token.class,
                "energy_contract.supplier_name must not be null");
    }

    @Test
    void unknownFieldsTypesAndSpellingsAreKept() {
        ObjectNode json = aToken().ownedBy("nl", "mSp")
                .withUid("aBcD")
                .withType(new TokenType("Palm_Vein"))
                .withGroupId("Fleet-a")
                .withEnergyContract(new EnergyContract("Eneco", "x-1", Map.of()))
                .withExtension("loyalty", "{\"points\":1.50}")
                .json();

        assertWrittenBack(json, Token.class);
        assertThat(read(json, Token.class).owner()).isEqualTo(PartyId.of("NL", "MSP"));
    }

    @Nested
    class Authorisations {

        private static final String WHOLE = """
                {
                  "allowed": "ALLOWED",
                  "token": {
                    "country_code": "NL", "party_id": "MSP", "uid": "U1", "type": "RFID", "contract_id": "C1",
                    "issuer": "Laadpas", "valid": true, "whitelist": "NEVER", "last_updated": "2026-02-01T08:00:00Z"
                  },
                  "location": {"location_id": "L1", "evse_uids": ["E1", "e2"], "floor": 1.0},
                  "authorization_reference": "Auth-1",
                  "info": {"language": "nl", "text": "Goede reis"},
                  "queue": 0
                }
                """;

        @Test
        void areWrittenBack() {
            assertWrittenBack(whole(), AuthorizationInfo.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"allowed", "token", "token.uid", "location.location_id", "info.text"})
        void needTheirFields(String path) {
            assertRefused(with(whole(), path, "null"), AuthorizationInfo.class, path + " must not be null");
        }

        @ParameterizedTest
        @ValueSource(strings = {"location", "location.evse_uids", "authorization_reference", "info"})
        void mayLackTheRest(String path) {
            assertAccepted(with(whole(), path, "null"), AuthorizationInfo.class);
        }

        @Test
        void takeTheirOwnValuesOnly() {
            assertUnreadable(with(whole(), "allowed", "\"MAYBE\""), AuthorizationInfo.class, "allowed");
        }

        @Test
        void nameEachEvse() {
            assertRefused(
                    with(whole(), "location.evse_uids", "[\"E1\",\"\"]"),
                    AuthorizationInfo.class,
                    "location.evse_uids[1] must be 1 to 36 printable ASCII characters");
        }

        private static ObjectNode whole() {
            return (ObjectNode) OcpiJson.mapper().readTree(WHOLE);
        }
    }
}
