package org.ocpiplatform.write.incoming;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteNotForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteResultUndeliverable;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.ReceiveRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ForwardingFailed;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ReplyIgnored;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAbandoned;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAccepted;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestRefused;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined.Cause;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultUndeliverable;
import org.ocpiplatform.contract.incoming.IncomingStage;
import org.ocpiplatform.contract.incoming.IncomingState;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.types.DisplayText;

/** Which events a command to a partner's request leads to. What comes too late or again leads to none, or to a note. */
final class IncomingRequestRules {

    private IncomingRequestRules() {}

    /** A request that was received already is not decided on again. */
    static List<IncomingRequestEvent> receive(@Nullable IncomingState current, ReceiveRequest command, Instant now) {
        if (current != null) {
            return List.of();
        }
        RemoteAnswer refusal = Admission.refusal(command.request(), command.premises(), now);
        return List.of(
                refusal == null
                        ? new RequestReceived(command.requestId(), command.request(), command.deadline())
                        : new RequestRefused(command.requestId(), command.request(), refusal));
    }

    /** Whether the charge point back end is still to be handed the request. */
    static boolean undecided(IncomingState current) {
        return current.stage() == IncomingStage.RECEIVED && current.results().isEmpty();
    }

    /** A back end may have replied before it said that it has the request. */
    static List<IncomingRequestEvent> forwarded(IncomingState current) {
        boolean repliedBefore = !current.results().isEmpty() && !current.accepted();
        return undecided(current) || (current.stage() == IncomingStage.RECEIVED && repliedBefore)
                ? List.of(new RequestForwarded(current.requestId()))
                : List.of();
    }

    static List<IncomingRequestEvent> notForwarded(IncomingState current, NoteNotForwarded command) {
        if (!undecided(current)) {
            return forwarded(current);
        }
        ForwardingFailed failed = new ForwardingFailed(current.requestId(), command.detail());
        RemoteResult result = new RemoteResult(
                RemoteResult.REJECTED, List.of(DisplayText.english("The charge point cannot be reached")), null);
        return current.accepted()
                ? List.of(failed, new ResultDetermined(current.requestId(), result, Cause.NOT_FORWARDED))
                : List.of(failed);
    }

    static List<IncomingRequestEvent> accept(IncomingState current) {
        return current.stage() == IncomingStage.RECEIVED && current.answer() == null
                ? List.of(new RequestAccepted(current.requestId()))
                : List.of();
    }

    /**
     * The first reply is the result, and after an accepted RESERVE_NOW that the reservation cannot be kept is another.
     *
     * @throws Rejection if it is not for the one who replies to reply, or the reply is none to what was asked
     */
    static List<IncomingRequestEvent> reply(IncomingState current, RecordReply command, Instant now) {
        requireAsked(current, command);
        requirePossible(current.request().operation(), command.result());
        RequestId id = current.requestId();
        boolean open = current.stage() == IncomingStage.RECEIVED || current.stage() == IncomingStage.FORWARDED;
        if (open && current.results().isEmpty()) {
            return List.of(new ResultDetermined(id, command.result(), Cause.CHARGE_POINT));
        }
        return List.of(
                !command.reservationEnded() && cancelsReservation(current, command.result(), now)
                        ? new ResultDetermined(id, command.result(), Cause.CANCELLATION)
                        : new ReplyIgnored(id, command.result()));
    }

    private static void requireAsked(IncomingState current, RecordReply command) {
        IncomingRequest request = current.request();
        PartyId cpo = request.receiver();
        Caller caller = command.caller();
        boolean refusedAtOnce = current.deadline() == null;
        if (refusedAtOnce
                || cpo == null
                || request.operation() != command.operation()
                || (caller != null && !caller.speaksFor(cpo, Role.CPO))) {
            throw Rejection.notFound("request");
        }
    }

    private static void requirePossible(RemoteOperation operation, RemoteResult result) {
        if (!operation.results().contains(result.result())) {
            throw Rejection.invalid("result must be one of " + operation.results());
        }
        if (result.profile() != null && (operation != RemoteOperation.ACTIVE_CHARGING_PROFILE || !result.accepted())) {
            throw Rejection.invalid("profile must be absent unless an ACTIVE_CHARGING_PROFILE is ACCEPTED");
        }
    }

    private static boolean cancelsReservation(IncomingState current, RemoteResult reply, Instant now) {
        return current.request().operation() == RemoteOperation.RESERVE_NOW
                && reply.result().equals(RemoteResult.CANCELED_RESERVATION)
                && current.results().size() == 1
                && current.results().getFirst().accepted()
                && now.isBefore(expiryDate(current.request()));
    }

    /** Until when a RESERVE_NOW reserves. */
    static Instant expiryDate(IncomingRequest request) {
        return OcpiDateTime.parse(request.content().path("expiry_date").asString());
    }

    static List<IncomingRequestEvent> expire(IncomingState current) {
        if (current.stage() == IncomingStage.REJECTED) {
            return List.of();
        }
        RequestId id = current.requestId();
        if (!current.results().isEmpty()) {
            // Who was interrupted before it could answer tells the result all the same.
            return current.accepted() ? List.of() : List.of(new RequestForwarded(id));
        }
        return List.of(
                current.accepted()
                        ? new ResultDetermined(id, silence(current.request().operation()), Cause.DEADLINE)
                        : new RequestAbandoned(id));
    }

    /** The results of ChargingProfiles have none for silence. */
    private static RemoteResult silence(RemoteOperation operation) {
        return operation.ofProfiles()
                ? RemoteResult.of(RemoteResult.REJECTED)
                : new RemoteResult(
                        RemoteResult.TIMEOUT,
                        List.of(DisplayText.english("The charge point did not answer in time")),
                        null);
    }

    static List<IncomingRequestEvent> sent(IncomingState current, NoteResultSent command) {
        return due(current, command.number())
                ? List.of(new ResultSent(current.requestId(), command.number()))
                : List.of();
    }

    static List<IncomingRequestEvent> undeliverable(IncomingState current, NoteResultUndeliverable command) {
        return due(current, command.number())
                ? List.of(new ResultUndeliverable(current.requestId(), command.number(), command.detail()))
                : List.of();
    }

    private static boolean due(IncomingState current, int number) {
        return number == current.told() + 1 && number <= current.results().size();
    }
}
