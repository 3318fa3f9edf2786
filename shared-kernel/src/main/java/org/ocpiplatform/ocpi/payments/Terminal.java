package org.ocpiplatform.ocpi.payments;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.GeoLocation;
import org.ocpiplatform.ocpi.validation.AbsoluteUrl;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * A card terminal, which its PTP assigns to a CPO (OCPI 2.3.0, Terminal object).
 *
 * @param terminalId absent only in an activation, by which the PTP gives the id
 * @param customerReference the CPO in the PTP's books
 * @param partyId of the CPO, not of the PTP that owns the terminal
 * @param countryCode of the CPO, not of the PTP that owns the terminal
 * @param country ISO 3166-1 alpha-3
 * @param invoiceBaseUrl followed by an authorization_reference, the address of an invoice
 * @param reference such as the serial number
 * @param locationIds all EVSEs of these, and those of {@code evseUids}, are paid for here
 * @param lastUpdated absent where the receiver has to set it
 */
public record Terminal(
        @Nullable @Ci(min = 1, max = 36) CiString terminalId,
        @Nullable @Ci(max = 36) CiString customerReference,
        @Nullable @Ci(min = 1, max = 3) CiString partyId,
        @Nullable @Ci(min = 2, max = 2) CiString countryCode,
        @Nullable @Text(max = 45) String address,
        @Nullable @Text(max = 45) String city,
        @Nullable @Ci(max = 10) CiString postalCode,
        @Nullable @Text(max = 20) String state,
        @Nullable @Ci(max = 3) CiString country,
        @Nullable @Valid GeoLocation coordinates,
        @Nullable @AbsoluteUrl String invoiceBaseUrl,
        @Nullable InvoiceCreator invoiceCreator,
        @Nullable @Ci(max = 36) CiString reference,
        List<@NotNull @Ci(min = 1, max = 36) CiString> locationIds,
        List<@NotNull @Ci(min = 1, max = 36) CiString> evseUids,
        @Nullable Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public Terminal {
        locationIds = Extensions.listOf(locationIds);
        evseUids = Extensions.listOf(evseUids);
        extensions = Extensions.copyOf(extensions);
    }

    /** The CPO whose charge points are paid for here; null if unassigned or known by customer_reference only. */
    @JsonIgnore
    public @Nullable PartyId customer() {
        return countryCode == null || partyId == null ? null : new PartyId(countryCode, partyId);
    }

    /** The same terminal with this id instead. */
    public Terminal withTerminalId(CiString id) {
        return copy(id, partyId, countryCode, locationIds, evseUids, lastUpdated);
    }

    /** The same terminal assigned to this CPO instead. */
    public Terminal withCustomer(PartyId cpo) {
        return copy(terminalId, cpo.partyId(), cpo.countryCode(), locationIds, evseUids, lastUpdated);
    }

    /** The same terminal as of this moment. */
    public Terminal withLastUpdated(Instant moment) {
        return copy(terminalId, partyId, countryCode, locationIds, evseUids, moment);
    }

    /** The same terminal enabled nowhere. */
    public Terminal withoutLocations() {
        return copy(terminalId, partyId, countryCode, List.of(), List.of(), lastUpdated);
    }

    private Terminal copy(
            @Nullable CiString terminalId,
            @Nullable CiString partyId,
            @Nullable CiString countryCode,
            List<CiString> locationIds,
            List<CiString> evseUids,
            @Nullable Instant lastUpdated) {
        return new Terminal(
                terminalId,
                customerReference,
                partyId,
                countryCode,
                address,
                city,
                postalCode,
                state,
                country,
                coordinates,
                invoiceBaseUrl,
                invoiceCreator,
                reference,
                locationIds,
                evseUids,
                lastUpdated,
                extensions);
    }

    /** Whether it is there to pay at some charge point. */
    public boolean enabledSomewhere() {
        return !locationIds.isEmpty() || !evseUids.isEmpty();
    }

    @Override
    public void check(Problems problems) {
        if (countryCode == null && partyId != null) {
            problems.at("countryCode", "must be present if party_id is");
        }
        if (partyId == null && countryCode != null) {
            problems.at("partyId", "must be present if country_code is");
        }
    }
}
