package org.ocpiplatform.write.chargepoints.simulated;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.cdrs.CdrLocation;
import org.ocpiplatform.ocpi.cdrs.CdrToken;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingRateUnit;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.tariffs.Tariff;

/**
 * What an EVSE is busy with, from its reservation or the start of charging to the CDR. All that the session and the CDR
 * show follows from it, so that a step that is repeated after a crash stores the same again. It is stored as JSON.
 *
 * @param requestId the request that brought it into its phase
 * @param cpo whose EVSE it is
 * @param authorizationReference the latest that a request gave; none if none did
 * @param reservation none if there was none
 * @param charging none before charging begins
 * @param ending what has been settled about its end; none before
 * @param replies that are still owed
 * @param shown charging periods that the stored session is known to have; none before it is known
 * @param correlationId of the request
 */
record Occupant(
        RequestId requestId,
        PartyId cpo,
        Site site,
        CiString sessionId,
        CdrToken token,
        @Nullable CiString authorizationReference,
        @Nullable Reservation reservation,
        @Nullable Charging charging,
        @Nullable Ending ending,
        List<Reply> replies,
        @Nullable Integer shown,
        String correlationId) {

    Occupant {
        replies = Extensions.listOf(replies);
    }

    /**
     * Where it is, as it was at the beginning.
     *
     * @param location with {@code #NA} for a reservation without EVSE
     * @param tariff none where none applies
     * @param timeZone a name of the IANA database
     */
    record Site(
            CdrLocation location,
            Connector connector,
            @Nullable Tariff tariff,
            String timeZone) {}

    /** @param id unique among all senders */
    record Reservation(CiString id, Instant since, Instant until) {}

    /**
     * A car that is plugged in. Its time may pass faster than that of the world; both are the same at the start.
     *
     * @param start when it was plugged in
     * @param speed seconds of its time in one of the world's
     * @param limits in its time
     * @param unit of the profile that was set; none if none is set
     * @param announced since when the limit holds that was announced last; none if none was
     */
    record Charging(
            Instant start,
            BigDecimal speed,
            List<PowerLimit> limits,
            @Nullable ChargingRateUnit unit,
            @Nullable Instant announced) {

        Charging {
            limits = Extensions.listOf(limits);
        }

        /** A car that has just been plugged in. */
        static Charging from(Instant start, BigDecimal speed) {
            return new Charging(start, speed, List.of(), null, null);
        }

        /** With these limits from now on. */
        Charging limited(List<PowerLimit> newLimits, @Nullable ChargingRateUnit newUnit) {
            return new Charging(start, speed, newLimits, newUnit, announced);
        }

        /** Once the limit was announced that holds since an instant. */
        Charging announced(Instant since) {
            return new Charging(start, speed, limits, unit, since);
        }

        /** The car's time at an instant of the world. */
        Instant carTime(Instant world) {
            return start.plusMillis(
                    BigDecimal.valueOf(Duration.between(start, world).toMillis())
                            .multiply(speed)
                            .longValue());
        }

        /** The first millisecond of the world at which the car's time is that or later. */
        Instant worldTime(Instant carTime) {
            return start.plusMillis(
                    (long) Math.ceil(Duration.between(start, carTime).toMillis() / speed.doubleValue()));
        }
    }

    /**
     * An end that is settled.
     *
     * @param end of the session, in the car's time if one is charging
     * @param at when that was settled
     * @param expired whether it is a reservation that nobody used
     */
    record Ending(Instant end, Instant at, boolean expired) {}

    /** What a request is to be told. */
    record Reply(RequestId requestId, RemoteOperation operation, RemoteResult result, String correlationId) {

        static Reply to(ForwardRequest request, RemoteResult result) {
            return new Reply(request.requestId(), request.operation(), result, request.correlationId());
        }

        static Reply accepted(ForwardRequest request) {
            return to(request, RemoteResult.of(RemoteResult.ACCEPTED));
        }
    }

    /** The EVSE, or {@code #NA}. */
    CiString evseUid() {
        return site.location().evseUid();
    }

    /** Whether it is a reservation that is neither used nor over. */
    boolean reserved() {
        return charging == null && ending == null;
    }

    /** Whether a car is charging or parked, and no end is settled. */
    boolean active() {
        return charging != null && ending == null;
    }

    /** Whether a token is the one that it came with. */
    boolean isOf(CdrToken other) {
        return token.party().equals(other.party())
                && token.uid().equals(other.uid())
                && token.type().equals(other.type());
    }

    /** A car is plugged in. */
    Occupant charging(
            RequestId request, Site where, CdrToken with, @Nullable CiString authorization, Charging car, Reply reply) {
        return new Occupant(
                request,
                cpo,
                where,
                sessionId,
                with,
                authorization == null ? authorizationReference : authorization,
                reservation,
                car,
                null,
                plus(reply),
                null,
                correlationId);
    }

    /** The reservation is replaced by another for the same EVSE. */
    Occupant reservedAnew(
            RequestId request, CdrToken with, @Nullable CiString authorization, Instant until, Reply reply) {
        return new Occupant(
                request,
                cpo,
                site,
                sessionId,
                with,
                authorization == null ? authorizationReference : authorization,
                reservation == null ? null : new Reservation(reservation.id(), reservation.since(), until),
                null,
                null,
                plus(reply),
                null,
                correlationId);
    }

    /** Its end is settled. */
    Occupant ended(Ending settled) {
        return copy(charging, settled, replies, shown);
    }

    /** The same with another limit of the power. */
    Occupant limited(Charging limited) {
        return copy(limited, ending, replies, shown);
    }

    /** The same owing a reply more. */
    Occupant replying(Reply reply) {
        return copy(charging, ending, plus(reply), shown);
    }

    /** The same once everybody was told. */
    Occupant told(@Nullable Integer periods) {
        return copy(charging, ending, List.of(), periods);
    }

    private List<Reply> plus(Reply reply) {
        return Stream.concat(replies.stream(), Stream.of(reply)).toList();
    }

    private Occupant copy(
            @Nullable Charging car, @Nullable Ending settled, List<Reply> owed, @Nullable Integer periods) {
        return new Occupant(
                requestId,
                cpo,
                site,
                sessionId,
                token,
                authorizationReference,
                reservation,
                car,
                settled,
                owed,
                periods,
                correlationId);
    }

    /** To the millisecond, as OCPI's DateTime has it. */
    static Instant toMillis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
