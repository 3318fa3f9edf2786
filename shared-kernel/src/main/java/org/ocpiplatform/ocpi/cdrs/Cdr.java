package org.ocpiplatform.ocpi.cdrs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * What a session or a reservation costs, once and for all (OCPI 2.3.0, CDR object).
 *
 * @param sessionId absent where the CPO has no sessions module, or for a reservation without a session
 * @param currency ISO 4217
 * @param tariffs as they were at the start of the session
 * @param totalFixedCost without the fixed parts of parking and reservation
 * @param totalEnergy kilowatt-hours; negative is net export
 * @param totalTime hours, charging or not
 * @param totalParkingTime hours in which no energy went to or from the vehicle
 * @param invoiceReferenceId present where the CPO makes the invoice for a card payment
 * @param credit whether this CDR cancels the one that creditReferenceId names
 * @param bookingId of the booking that the session fulfilled
 * @param extensions fields that OCPI does not define, given back as they came
 */
public record Cdr(
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 1, max = 39) CiString id,
        @NotNull Instant startDateTime,
        @NotNull Instant endDateTime,
        @Nullable @Ci(min = 1, max = 36) CiString sessionId,
        @NotNull @Valid CdrToken cdrToken,
        @NotNull AuthMethod authMethod,
        @Nullable @Ci(max = 36) CiString authorizationReference,
        @NotNull @Valid CdrLocation cdrLocation,
        @Nullable @Text(max = 255) String meterId,
        @NotNull @Text(min = 1, max = 3) String currency,
        List<@NotNull @Valid Tariff> tariffs,
        @NotEmpty List<@NotNull @Valid ChargingPeriod> chargingPeriods,
        @Nullable @Valid SignedData signedData,
        @NotNull @Valid Price totalCost,
        @Nullable @Valid Price totalFixedCost,
        @NotNull BigDecimal totalEnergy,
        @Nullable @Valid Price totalEnergyCost,
        @NotNull @PositiveOrZero BigDecimal totalTime,
        @Nullable @Valid Price totalTimeCost,
        @Nullable @PositiveOrZero BigDecimal totalParkingTime,
        @Nullable @Valid Price totalParkingCost,
        @Nullable @Valid Price totalReservationCost,
        @Nullable @Text(max = 255) String remark,
        @Nullable @Ci(max = 39) CiString invoiceReferenceId,
        @Nullable Boolean credit,
        @Nullable @Ci(min = 1, max = 39) CiString creditReferenceId,
        @Nullable Boolean homeChargingCompensation,
        @Nullable @Ci(min = 1, max = 36) CiString bookingId,
        @NotNull Instant lastUpdated,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public Cdr {
        tariffs = Extensions.listOf(tariffs);
        chargingPeriods = Extensions.listOf(chargingPeriods);
        extensions = Extensions.copyOf(extensions);
    }

    private static final int MAX_ID_WITHOUT_CREDIT = 36;

    /** The CPO that owns the CDR. */
    @JsonIgnore
    public PartyId owner() {
        return new PartyId(countryCode, partyId);
    }

    @Override
    public void check(Problems problems) {
        checkCredit(problems);
        checkTimes(problems);
        for (int i = 0; i < chargingPeriods.size(); i++) {
            checkDimensions(problems, i);
        }
    }

    private void checkCredit(Problems problems) {
        boolean isCredit = Boolean.TRUE.equals(credit);
        if (isCredit && creditReferenceId == null) {
            problems.at("creditReferenceId", "must be present if credit is true");
        }
        if (!isCredit && creditReferenceId != null) {
            problems.at("creditReferenceId", "must be absent unless credit is true");
        }
        if (!isCredit && id != null && id.toString().length() > MAX_ID_WITHOUT_CREDIT) {
            problems.at("id", "must be at most 36 characters unless credit is true");
        }
    }

    private void checkTimes(Problems problems) {
        if (startDateTime != null && endDateTime != null && endDateTime.isBefore(startDateTime)) {
            problems.at("endDateTime", "must not be before start_date_time");
        }
        if (totalParkingTime != null && totalTime != null && totalParkingTime.compareTo(totalTime) > 0) {
            problems.at("totalParkingTime", "must not be more than total_time");
        }
        Instant previous = Instant.MIN;
        for (int i = 0; i < chargingPeriods.size(); i++) {
            ChargingPeriod period = chargingPeriods.get(i);
            if (period == null || period.startDateTime() == null) {
                continue;
            }
            if (period.startDateTime().isBefore(previous)) {
                problems.at("chargingPeriods", i, "startDateTime", "must not be before that of the period before");
            }
            previous = period.startDateTime();
        }
    }

    private void checkDimensions(Problems problems, int index) {
        ChargingPeriod period = chargingPeriods.get(index);
        if (period == null) {
            return;
        }
        for (int i = 0; i < period.dimensions().size(); i++) {
            CdrDimension dimension = period.dimensions().get(i);
            if (dimension != null
                    && dimension.type() != null
                    && dimension.type().sessionOnly()) {
                // The dimension is two lists deep, and problems are told apart by one index only.
                problems.at(
                        "chargingPeriods",
                        index,
                        "dimensions[" + i + "].type",
                        "must not be " + dimension.type() + ", which is for Sessions only");
            }
        }
    }
}
