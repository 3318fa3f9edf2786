package org.ocpiplatform.write.chargepoints.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.cdrs.AuthMethod;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.cdrs.CdrDimension;
import org.ocpiplatform.ocpi.cdrs.CdrDimensionType;
import org.ocpiplatform.ocpi.cdrs.ChargingPeriod;
import org.ocpiplatform.ocpi.pricing.Activity;
import org.ocpiplatform.ocpi.pricing.ChargedPeriod;
import org.ocpiplatform.ocpi.pricing.SessionPrice;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Charging;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Ending;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Reservation;

/** The session and the CDR of an occupant, computed: the same occupant gives the same ones. */
final class Stay {

    /** Where no tariff says otherwise. */
    private static final String CURRENCY = "EUR";

    private static final BigDecimal MILLIS_OF_HOUR = BigDecimal.valueOf(3_600_000);
    private static final int HOUR_DIGITS = 6;
    private static final Price NOTHING = new Price(BigDecimal.ZERO.setScale(2), List.of(), Map.of());

    private final Occupant occupant;
    private final @Nullable Tariff tariff;
    private final ZoneId timeZone;
    private final @Nullable ChargingCurve curve;
    private final @Nullable Timeline timeline;

    Stay(Occupant occupant) {
        this.occupant = occupant;
        tariff = occupant.site().tariff();
        timeZone = zone(occupant.site().timeZone());
        Charging charging = occupant.charging();
        curve = charging == null
                ? null
                : ChargingCurve.of(
                        seed(occupant.sessionId()),
                        charging.start(),
                        Supply.of(occupant.site().connector()),
                        charging.limits());
        timeline = curve == null ? null : new Timeline(curve, tariff, timeZone);
    }

    /** When the car is driven away, in its own time; of no use without a car. */
    Instant leaves() {
        return curve().leaves();
    }

    /** The session of a reservation that is neither used nor over. */
    Session reserved(Instant at) {
        return session(reservation().since(), null, List.of(), BigDecimal.ZERO, null, SessionStatus.RESERVATION, at);
    }

    /** The session while the car is there. */
    Session active(Instant at) {
        Charging charging = charging();
        Instant now = charging.carTime(at);
        List<ChargingPeriod> periods = new ArrayList<>(reservationPeriods());
        timeline().over(now).forEach(period -> periods.add(period.forSession()));
        SessionPrice price = price(timeline().until(now));
        return session(
                charging.start(),
                null,
                periods,
                curve().kwh(now),
                price == null ? null : price.total(),
                SessionStatus.ACTIVE,
                at);
    }

    /** The session once its end is settled. */
    Session completed() {
        Ending ending = ending();
        List<ChargingPeriod> periods = new ArrayList<>(reservationPeriods());
        List<MeasuredPeriod> measured = measured();
        measured.forEach(period -> periods.add(period.forSession()));
        SessionPrice price = price(measured);
        Charging charging = occupant.charging();
        return session(
                charging == null ? reservation().since() : charging.start(),
                ending.end(),
                periods,
                energy(measured),
                price == null ? null : price.total(),
                SessionStatus.COMPLETED,
                ending.at());
    }

    /** The CDR once the end is settled; none for a reservation that nobody used and that costs nothing. */
    Optional<Cdr> cdr() {
        Ending ending = ending();
        Reservation reservation = occupant.reservation();
        Charging charging = occupant.charging();
        List<MeasuredPeriod> measured = measured();
        SessionPrice price = price(measured);
        if (charging == null && (price == null || price.reservation() == null)) {
            return Optional.empty();
        }
        List<ChargingPeriod> periods = new ArrayList<>(reservationPeriods());
        measured.forEach(period -> periods.add(period.forCdr()));
        return Optional.of(new Cdr(
                occupant.cpo().countryCode(),
                occupant.cpo().partyId(),
                occupant.sessionId(),
                reservation == null ? charging().start() : reservation.since(),
                ending.end(),
                occupant.sessionId(),
                occupant.token(),
                AuthMethod.COMMAND,
                occupant.authorizationReference(),
                occupant.site().location(),
                null,
                currency(),
                tariff == null ? List.of() : List.of(tariff),
                periods,
                null,
                price == null ? NOTHING : price.total(),
                price == null ? null : price.fixed(),
                energy(measured),
                price == null ? null : price.energy(),
                charging == null ? BigDecimal.ZERO : hours(charging.start(), ending.end()),
                price == null ? null : price.time(),
                charging == null ? null : parkingTime(measured),
                price == null ? null : price.parking(),
                price == null ? null : price.reservation(),
                null,
                null,
                null,
                null,
                null,
                null,
                ending.at(),
                Map.of()));
    }

    private List<MeasuredPeriod> measured() {
        return occupant.charging() == null ? List.of() : timeline().until(ending().end());
    }

    private static BigDecimal energy(List<MeasuredPeriod> measured) {
        return measured.stream().map(period -> period.charged().kwh()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal parkingTime(List<MeasuredPeriod> measured) {
        return measured.stream()
                .map(MeasuredPeriod::charged)
                .filter(period -> period.activity() == Activity.PARKING)
                .findFirst()
                .map(first -> hours(first.start(), measured.getLast().charged().end()))
                .orElse(BigDecimal.ZERO);
    }

    private @Nullable SessionPrice price(List<MeasuredPeriod> measured) {
        if (tariff == null) {
            return null;
        }
        List<ChargedPeriod> charged = new ArrayList<>();
        if (occupant.reservation() != null) {
            Ending ending = occupant.ending();
            charged.add(new ChargedPeriod(
                    reservation().since(),
                    reservedUntil(),
                    BigDecimal.ZERO,
                    null,
                    null,
                    ending != null && ending.expired() ? Activity.RESERVATION_EXPIRED : Activity.RESERVED));
        }
        measured.forEach(period -> charged.add(period.charged()));
        return SessionPrice.of(tariff, timeZone, charged);
    }

    private List<ChargingPeriod> reservationPeriods() {
        if (occupant.reservation() == null) {
            return List.of();
        }
        BigDecimal hours = hours(reservation().since(), reservedUntil());
        return List.of(new ChargingPeriod(
                reservation().since(),
                List.of(new CdrDimension(CdrDimensionType.RESERVATION_TIME, hours, Map.of())),
                tariff == null ? null : tariff.id(),
                Map.of()));
    }

    /** A reservation ends where its use begins, or else where it is given up. */
    private Instant reservedUntil() {
        return occupant.charging() == null ? ending().end() : charging().start();
    }

    private static BigDecimal hours(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis())
                .divide(MILLIS_OF_HOUR, HOUR_DIGITS, RoundingMode.HALF_UP);
    }

    private Session session(
            Instant start,
            @Nullable Instant end,
            List<ChargingPeriod> periods,
            BigDecimal kwh,
            @Nullable Price cost,
            SessionStatus status,
            Instant at) {
        return new Session(
                occupant.cpo().countryCode(),
                occupant.cpo().partyId(),
                occupant.sessionId(),
                start,
                end,
                kwh,
                occupant.token(),
                AuthMethod.COMMAND,
                occupant.authorizationReference(),
                occupant.site().location().id(),
                occupant.evseUid(),
                occupant.site().location().connectorId(),
                null,
                currency(),
                periods,
                cost,
                status,
                at,
                Map.of());
    }

    private String currency() {
        return tariff == null ? CURRENCY : tariff.currency();
    }

    private Reservation reservation() {
        return Objects.requireNonNull(occupant.reservation(), "there is a reservation");
    }

    private Charging charging() {
        return Objects.requireNonNull(occupant.charging(), "a car is there");
    }

    private Ending ending() {
        return Objects.requireNonNull(occupant.ending(), "the end is settled");
    }

    private ChargingCurve curve() {
        return Objects.requireNonNull(curve, "a car is there");
    }

    private Timeline timeline() {
        return Objects.requireNonNull(timeline, "a car is there");
    }

    /** The same for a session on every machine. */
    private static long seed(CiString sessionId) {
        CRC32 checksum = new CRC32();
        checksum.update(sessionId.key().getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    /** Locations are taken with any text; UTC where it names no time zone. */
    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
