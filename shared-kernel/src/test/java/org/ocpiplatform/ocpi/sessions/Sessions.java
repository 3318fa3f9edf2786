package org.ocpiplatform.ocpi.sessions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.cdrs.AuthMethod;
import org.ocpiplatform.ocpi.cdrs.CdrDimension;
import org.ocpiplatform.ocpi.cdrs.CdrDimensionType;
import org.ocpiplatform.ocpi.cdrs.CdrToken;
import org.ocpiplatform.ocpi.cdrs.ChargingPeriod;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.types.Price;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of sessions: a driver of the eMSP NL-MSP charges at a station of the CPO NL-TNM in Utrecht. */
public final class Sessions {

    private PartyId owner = PartyId.of("NL", "TNM");
    private String id = "S1";
    private String startDateTime = "2026-03-01T10:00:00Z";
    private @Nullable String endDateTime;
    private String kwh = "1.50";
    private PartyId emsp = PartyId.of("NL", "MSP");
    private String tokenUid = "04A2B3C4D5E680";
    private TokenType tokenType = TokenType.RFID;
    private AuthMethod authMethod = AuthMethod.WHITELIST;
    private @Nullable String authorizationReference;
    private @Nullable String meterId = "NL-UTR-0042-M1";
    private final List<ChargingPeriod> chargingPeriods = new ArrayList<>();
    private @Nullable Price totalCost;
    private SessionStatus status = SessionStatus.ACTIVE;
    private String lastUpdated = "2026-03-01T10:15:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private Sessions() {}

    /** A valid session that is ACTIVE and has no charging periods yet. */
    public static Sessions aSession() {
        return new Sessions();
    }

    /** A charging period that charged some kilowatt-hours at a tariff. */
    public static ChargingPeriod aPeriod(String start, String kwh) {
        return new ChargingPeriod(
                OcpiDateTime.parse(start),
                List.of(new CdrDimension(CdrDimensionType.ENERGY, new BigDecimal(kwh), Map.of())),
                CiString.of("DAL-TARIEF"),
                Map.of());
    }

    public Sessions ownedBy(String countryCode, String partyId) {
        owner = PartyId.of(countryCode, partyId);
        return this;
    }

    public Sessions withId(String value) {
        id = value;
        return this;
    }

    public Sessions startedAt(String dateTime) {
        startDateTime = dateTime;
        return this;
    }

    public Sessions endedAt(String dateTime) {
        endDateTime = dateTime;
        return this;
    }

    public Sessions withKwh(String value) {
        kwh = value;
        return this;
    }

    public Sessions paidBy(String countryCode, String partyId) {
        emsp = PartyId.of(countryCode, partyId);
        return this;
    }

    public Sessions withTokenUid(String value) {
        tokenUid = value;
        return this;
    }

    public Sessions withTokenType(TokenType value) {
        tokenType = value;
        return this;
    }

    public Sessions authorisedBy(AuthMethod value) {
        authMethod = value;
        return this;
    }

    public Sessions withAuthorizationReference(String value) {
        authorizationReference = value;
        return this;
    }

    public Sessions withMeterId(@Nullable String value) {
        meterId = value;
        return this;
    }

    public Sessions withPeriod(String start, String energy) {
        chargingPeriods.add(aPeriod(start, energy));
        return this;
    }

    public Sessions withTotalCost(String beforeTaxes) {
        totalCost = new Price(new BigDecimal(beforeTaxes), List.of(), Map.of());
        return this;
    }

    public Sessions withStatus(SessionStatus value) {
        status = value;
        return this;
    }

    public Sessions lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Sessions withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public Session build() {
        return new Session(
                owner.countryCode(),
                owner.partyId(),
                CiString.of(id),
                OcpiDateTime.parse(startDateTime),
                endDateTime == null ? null : OcpiDateTime.parse(endDateTime),
                new BigDecimal(kwh),
                new CdrToken(
                        emsp.countryCode(),
                        emsp.partyId(),
                        CiString.of(tokenUid),
                        tokenType,
                        CiString.of("NL-MSP-C12345678-X"),
                        Map.of()),
                authMethod,
                authorizationReference == null ? null : CiString.of(authorizationReference),
                CiString.of("LOC-UTR-0042"),
                CiString.of("EVSE-1"),
                CiString.of("1"),
                meterId,
                "EUR",
                List.copyOf(chargingPeriods),
                totalCost,
                status,
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The session as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
