package org.ocpiplatform.write.incoming;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.stereotype.Component;

/** Tells partners what became of their requests: one POST each, of which failures are recorded. */
@Component
final class ResultSender {

    /** Until what could not even be sent is tried again. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How long that is done. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

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
            calls.call(request(partner.get(), due.request(), result, errand.correlationId()));
        } catch (OutboundFailure e) {
            return notSent(e) && clock.instant().isBefore(errand.since().plus(PATIENCE))
                    ? Optional.of(clock.instant().plus(PAUSE))
                    : undeliverable(id, due, origin, e.getMessage());
        }
        steps.take(new NoteResultSent(id, due.number()), origin, WriteResult.class);
        return Optional.empty();
    }

    private static boolean notSent(OutboundFailure failure) {
        return failure.reason() == OutboundFailure.Reason.BUSY;
    }

    private Optional<Instant> undeliverable(RequestId id, DueResult due, Map<String, String> origin, String detail) {
        steps.take(new NoteResultUndeliverable(id, due.number(), detail), origin, WriteResult.class);
        return Optional.empty();
    }

    private OutboundRequest request(
            PartnerLink partner, IncomingRequest request, RemoteResult result, String correlationId) {
        return new OutboundRequest(
                calls.peer(partner),
                "POST",
                request.responseUrl(),
                new Routing(request.receiver(), request.sender()),
                correlationId,
                OcpiJson.mapper().writeValueAsString(body(request.operation(), result)),
                true);
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
