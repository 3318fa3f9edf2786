package org.ocpiplatform.write.incoming;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.incoming.DueResult;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultUndeliverable;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.PrepareResult;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfileResult;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResult;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResultType;
import org.ocpiplatform.ocpi.chargingprofiles.ClearProfileResult;
import org.ocpiplatform.ocpi.commands.CommandResult;
import org.ocpiplatform.ocpi.commands.CommandResultType;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.ocpiplatform.write.outbound.Routing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells partners what became of their requests: one POST each, of which failures are recorded. A process that is killed
 * between a partner's answer and the note of it leads to a second POST, which has the X-Request-ID of the first.
 */
@Component
final class ResultSender {

    /** Until what could not even be sent is tried again. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How long that is done. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int HTTP_UNAUTHORIZED = 401;

    private static final Logger LOG = LoggerFactory.getLogger(ResultSender.class);

    private final Steps steps;
    private final PartnerDirectory directory;
    private final PartnerCalls calls;
    private final ReservationBook reservations;
    private final Clock clock;

    ResultSender(
            Steps steps, PartnerDirectory directory, PartnerCalls calls, ReservationBook reservations, Clock clock) {
        this.steps = steps;
        this.directory = directory;
        this.calls = calls;
        this.reservations = reservations;
        this.clock = clock;
    }

    /**
     * Tells a result if that is still to be done. What it means for reservations is done before, so that who is told of
     * a reservation can cancel it at once.
     *
     * @return when to try again; never if it is done
     */
    Optional<Instant> send(ResultErrand errand) {
        RequestId id = new RequestId(errand.requestId());
        Map<String, String> origin = Map.of(MessageOrigin.CORRELATION_ID, errand.correlationId());
        DueResult due = steps.take(new PrepareResult(id), origin, DueResult.class);
        RemoteResult result = due.result();
        if (result == null || due.number() > errand.number()) {
            return Optional.empty();
        }
        if (due.number() < errand.number()) {
            // An earlier one is being told just now.
            return Optional.of(clock.instant().plus(PAUSE));
        }
        reservations.enter(id, due, result, origin);
        Optional<PartnerLink> partner = directory.find(due.request().partnerId());
        if (partner.isEmpty()) {
            return undeliverable(
                    id, due, origin, "the partner is not called: there is no URL of it, or the connection ended");
        }
        try {
            calls.call(request(partner.get(), due.request(), result, errand));
        } catch (OutboundFailure e) {
            return notSent(e) && clock.instant().isBefore(errand.since().plus(PATIENCE))
                    ? Optional.of(clock.instant().plus(PAUSE))
                    : undeliverable(id, due, origin, e.getMessage());
        }
        record(new NoteResultSent(id, due.number()), origin);
        return Optional.empty();
    }

    /** A partner that does not know our token has not read the result; the token may be the one before a rotation. */
    private static boolean notSent(OutboundFailure failure) {
        return failure.reason() == OutboundFailure.Reason.BUSY
                || Objects.equals(failure.httpStatus(), HTTP_UNAUTHORIZED);
    }

    private Optional<Instant> undeliverable(RequestId id, DueResult due, Map<String, String> origin, String detail) {
        record(new NoteResultUndeliverable(id, due.number(), detail), origin);
        return Optional.empty();
    }

    /** Without the note the result would be told again, so this waits for a store that is away. */
    private void record(Object command, Map<String, String> origin) {
        boolean told = false;
        while (true) {
            try {
                steps.take(command, origin, WriteResult.class);
                return;
            } catch (RuntimeException e) {
                if (!told) {
                    LOG.warn("What became of a result cannot be recorded yet", e);
                    told = true;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the platform stops before it is recorded what became of a result", e);
        }
    }

    private OutboundRequest request(
            PartnerLink partner, IncomingRequest request, RemoteResult result, ResultErrand errand) {
        return new OutboundRequest(
                        calls.peer(partner),
                        "POST",
                        request.responseUrl(),
                        new Routing(request.receiver(), request.sender()),
                        errand.correlationId(),
                        requestId(errand),
                        OcpiJson.mapper().writeValueAsString(body(request.operation(), result)),
                        true)
                .of(request.operation().module());
    }

    private static String requestId(ResultErrand errand) {
        String name = errand.requestId() + "/" + errand.number();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Object body(RemoteOperation operation, RemoteResult result) {
        return switch (operation) {
            case CANCEL_RESERVATION, RESERVE_NOW, START_SESSION, STOP_SESSION, UNLOCK_CONNECTOR ->
                new CommandResult(CommandResultType.valueOf(result.result()), result.message(), Map.of());
            case ACTIVE_CHARGING_PROFILE ->
                new ActiveChargingProfileResult(profileResult(result), result.profile(), Map.of());
            case CHARGING_PROFILE -> new ChargingProfileResult(profileResult(result), Map.of());
            case CLEAR_PROFILE -> new ClearProfileResult(profileResult(result), Map.of());
        };
    }

    private static ChargingProfileResultType profileResult(RemoteResult result) {
        return ChargingProfileResultType.valueOf(result.result());
    }
}
