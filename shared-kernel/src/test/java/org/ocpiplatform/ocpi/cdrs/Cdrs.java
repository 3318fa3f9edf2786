package org.ocpiplatform.ocpi.cdrs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.ConnectorFormat;
import org.ocpiplatform.ocpi.locations.ConnectorType;
import org.ocpiplatform.ocpi.locations.PowerType;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.types.GeoLocation;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.types.TaxAmount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of CDRs: a driver of the eMSP NL-MSP charged at a station of the CPO NL-TNM in Utrecht. */
public final class Cdrs {

    private PartyId owner = PartyId.of("NL", "TNM");
    private String id = "C1";
    private String startDateTime = "2026-03-01T10:00:00Z";
    private String endDateTime = "2026-03-01T11:00:00Z";
    private @Nullable String sessionId = "S1";
    private PartyId emsp = PartyId.of("NL", "MSP");
    private String tokenUid = "04A2B3C4D5E680";
    private AuthMethod authMethod = AuthMethod.WHITELIST;
    private @Nullable String authorizationReference;
    private final List<Tariff> tariffs = new ArrayList<>();
    private final List<ChargingPeriod> chargingPeriods =
            new ArrayList<>(List.of(aPeriod("2026-03-01T10:00:00Z", CdrDimensionType.ENERGY, "10.50")));
    private Price totalCost = new Price(new BigDecimal("4.20"), List.of(), Map.of());
    private String totalEnergy = "10.50";
    private String totalTime = "1.0";
    private @Nullable String totalParkingTime;
    private @Nullable String invoiceReferenceId;
    private @Nullable String creditReferenceId;
    private @Nullable String bookingId;
    private String lastUpdated = "2026-03-01T11:05:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    private Cdrs() {}

    /** A valid CDR of an hour with one charging period. */
    public static Cdrs aCdr() {
        return new Cdrs();
    }

    /** A charging period with one dimension. */
    public static ChargingPeriod aPeriod(String start, CdrDimensionType type, String volume) {
        return new ChargingPeriod(
                OcpiDateTime.parse(start),
                List.of(new CdrDimension(type, new BigDecimal(volume), Map.of())),
                CiString.of("DAL-TARIEF"),
                Map.of());
    }

    /** The station as it was at the start. */
    public static CdrLocation aLocation() {
        return new CdrLocation(
                CiString.of("LOC-UTR-0042"),
                "Jaarbeursplein",
                "Croeselaan 18",
                "Utrecht",
                "3521 CB",
                null,
                "NLD",
                new GeoLocation("52.08640", "5.10720", Map.of()),
                CiString.of("EVSE-1"),
                CiString.of("NL*TNM*E0042*1"),
                CiString.of("1"),
                ConnectorType.IEC_62196_T2,
                ConnectorFormat.SOCKET,
                PowerType.AC_3_PHASE,
                Map.of());
    }

    public Cdrs ownedBy(String countryCode, String partyId) {
        owner = PartyId.of(countryCode, partyId);
        return this;
    }

    public Cdrs withId(String value) {
        id = value;
        return this;
    }

    public Cdrs startedAt(String dateTime) {
        startDateTime = dateTime;
        return this;
    }

    public Cdrs endedAt(String dateTime) {
        endDateTime = dateTime;
        return this;
    }

    public Cdrs withSessionId(@Nullable String value) {
        sessionId = value;
        return this;
    }

    public Cdrs paidBy(String countryCode, String partyId) {
        emsp = PartyId.of(countryCode, partyId);
        return this;
    }

    public Cdrs withTokenUid(String value) {
        tokenUid = value;
        return this;
    }

    public Cdrs authorisedBy(AuthMethod value) {
        authMethod = value;
        return this;
    }

    public Cdrs withAuthorizationReference(@Nullable String value) {
        authorizationReference = value;
        return this;
    }

    public Cdrs withTotalEnergy(String value) {
        totalEnergy = value;
        return this;
    }

    public Cdrs withTotalTime(String value) {
        totalTime = value;
        return this;
    }

    public Cdrs withTotalParkingTime(@Nullable String value) {
        totalParkingTime = value;
        return this;
    }

    public Cdrs withInvoiceReferenceId(@Nullable String value) {
        invoiceReferenceId = value;
        return this;
    }

    public Cdrs withBookingId(@Nullable String value) {
        bookingId = value;
        return this;
    }

    public Cdrs lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    public Cdrs withTariff(Tariff tariff) {
        tariffs.add(tariff);
        return this;
    }

    public Cdrs withPeriods(ChargingPeriod... values) {
        chargingPeriods.clear();
        chargingPeriods.addAll(List.of(values));
        return this;
    }

    public Cdrs withTotalCost(String beforeTaxes, TaxAmount... taxes) {
        totalCost = new Price(new BigDecimal(beforeTaxes), List.of(taxes), Map.of());
        return this;
    }

    /** Makes it a Credit CDR of another one. */
    public Cdrs crediting(String cdrId) {
        creditReferenceId = cdrId;
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Cdrs withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public Cdr build() {
        return new Cdr(
                owner.countryCode(),
                owner.partyId(),
                CiString.of(id),
                OcpiDateTime.parse(startDateTime),
                OcpiDateTime.parse(endDateTime),
                sessionId == null ? null : CiString.of(sessionId),
                new CdrToken(
                        emsp.countryCode(),
                        emsp.partyId(),
                        CiString.of(tokenUid),
                        TokenType.RFID,
                        CiString.of("NL-MSP-C12345678-X"),
                        Map.of()),
                authMethod,
                authorizationReference == null ? null : CiString.of(authorizationReference),
                aLocation(),
                "NL-UTR-0042-M1",
                "EUR",
                List.copyOf(tariffs),
                List.copyOf(chargingPeriods),
                null,
                totalCost,
                null,
                new BigDecimal(totalEnergy),
                null,
                new BigDecimal(totalTime),
                null,
                totalParkingTime == null ? null : new BigDecimal(totalParkingTime),
                null,
                null,
                null,
                invoiceReferenceId == null ? null : CiString.of(invoiceReferenceId),
                creditReferenceId == null ? null : true,
                creditReferenceId == null ? null : CiString.of(creditReferenceId),
                null,
                bookingId == null ? null : CiString.of(bookingId),
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The CDR as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
