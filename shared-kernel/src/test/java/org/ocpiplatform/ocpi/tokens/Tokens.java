package org.ocpiplatform.ocpi.tokens;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.ProfileType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of tokens: cards of the eMSP NL-MSP. */
public final class Tokens {

    private PartyId owner = PartyId.of("NL", "MSP");
    private String uid = "04A2B3C4D5E680";
    private TokenType type = TokenType.RFID;
    private @Nullable String groupId;
    private boolean valid = true;
    private WhitelistType whitelist = WhitelistType.ALLOWED;
    private @Nullable String language = "nl";
    private @Nullable ProfileType defaultProfileType;
    private @Nullable EnergyContract energyContract;
    private String lastUpdated = "2026-02-01T08:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private Tokens() {}

    /** A valid token that may charge everywhere. */
    public static Tokens aToken() {
        return new Tokens();
    }

    public Tokens ownedBy(String countryCode, String partyId) {
        owner = PartyId.of(countryCode, partyId);
        return this;
    }

    public Tokens withUid(String value) {
        uid = value;
        return this;
    }

    public Tokens withType(TokenType value) {
        type = value;
        return this;
    }

    public Tokens withGroupId(@Nullable String value) {
        groupId = value;
        return this;
    }

    public Tokens withValid(boolean value) {
        valid = value;
        return this;
    }

    public Tokens withWhitelist(WhitelistType value) {
        whitelist = value;
        return this;
    }

    public Tokens withLanguage(@Nullable String value) {
        language = value;
        return this;
    }

    public Tokens withDefaultProfileType(@Nullable ProfileType value) {
        defaultProfileType = value;
        return this;
    }

    public Tokens withEnergyContract(@Nullable EnergyContract value) {
        energyContract = value;
        return this;
    }

    public Tokens lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Tokens withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public Token build() {
        return new Token(
                owner.countryCode(),
                owner.partyId(),
                CiString.of(uid),
                type,
                CiString.of("NL-MSP-C12345678-X"),
                "1234 5678",
                "Laadpas Utrecht",
                groupId == null ? null : CiString.of(groupId),
                valid,
                whitelist,
                language,
                defaultProfileType,
                energyContract,
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The token as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
