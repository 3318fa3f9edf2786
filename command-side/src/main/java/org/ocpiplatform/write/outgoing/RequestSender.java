package org.ocpiplatform.write.outgoing;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.BeginSending;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteAnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.NoteSendingFailed;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordAnswer;
import org.ocpiplatform.contract.outgoing.Sending;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.StatusCode;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.outbound.PartnerAnswer;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.ocpiplatform.write.outbound.Routing;
import org.ocpiplatform.write.outbound.Urls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends a request to its partner, at most once, and records what came of it. */
@Component
final class RequestSender {

    private static final Logger LOG = LoggerFactory.getLogger(RequestSender.class);

    /** After this a result is no longer awaited of a partner whose answer is lost. */
    private static final Duration LOST_PATIENCE = Duration.ofSeconds(30);

    /** Each waits for a free place among the calls to the partner. */
    private static final int BUSY_ATTEMPTS = 15;

    private static final long BUSY_PAUSE_MILLIS = 100;
    private static final int RECORD_ATTEMPTS = 60;
    private static final long RECORD_PAUSE_MILLIS = 1_000;
    private static final int DETAIL_LIMIT = 500;

    private final PartnerDirectory directory;
    private final PartnerCalls calls;
    private final Steps steps;
    private final Clock clock;
    private final int placesEach;
    private final ConcurrentMap<PartnerId, Semaphore> places = new ConcurrentHashMap<>();

    RequestSender(PartnerDirectory directory, PartnerCalls calls, Steps steps, OutboundSettings settings, Clock clock) {
        this.directory = directory;
        this.calls = calls;
        this.steps = steps;
        this.clock = clock;
        // As many again as may be under way wait for their turn, so that no place stays empty.
        this.placesEach = 2 * settings.maxConcurrent();
    }

    /**
     * Sends a request, unless that was begun before.
     *
     * @return false if so many others are being sent to the partner that it has to wait; nothing was done then
     * @throws RuntimeException if it is to be tried again
     */
    boolean send(RequestId id, PartnerId partner) {
        Semaphore place = places.computeIfAbsent(partner, key -> new Semaphore(placesEach));
        if (!place.tryAcquire()) {
            return false;
        }
        try {
            Optional<PartnerLink> link = directory.find(partner);
            Sending sending = steps.take(new BeginSending(id), origin(id), Sending.class);
            switch (sending.turn()) {
                case SEND -> record(sent(id, link, sending.request()));
                case INTERRUPTED -> record(lost(id, "the platform was stopped while it was sending"));
                case DONE -> {}
            }
            return true;
        } finally {
            place.release();
        }
    }

    private OutgoingRequestCommand sent(RequestId id, Optional<PartnerLink> link, OutgoingRequest request) {
        if (link.isEmpty()) {
            return new NoteSendingFailed(id, "the partner is not connected");
        }
        ModuleId module = request.operation().module();
        Optional<String> endpoint = link.get().connection().url(module, InterfaceRole.RECEIVER);
        if (endpoint.isEmpty()) {
            return new NoteSendingFailed(id, "the partner has no Receiver of " + module.value());
        }
        try {
            PartnerAnswer answer = call(outbound(id, link.get(), endpoint.get(), request));
            return Answers.read(answer.data(), null, false)
                    .map(read -> answered(id, read))
                    .orElseGet(() -> lost(
                            id,
                            "the answer holds no "
                                    + (request.operation().ofProfiles()
                                            ? "ChargingProfileResponse"
                                            : "CommandResponse")));
        } catch (OutboundFailure e) {
            return failed(id, e);
        } catch (RuntimeException e) {
            LOG.warn("Request {} to partner {} failed on the way", id, request.partnerId(), e);
            return lost(id, "the request failed on the way: " + e.getClass().getSimpleName());
        }
    }

    private OutboundRequest outbound(RequestId id, PartnerLink link, String endpoint, OutgoingRequest request) {
        ObjectNode content = request.content();
        Target target = switch (request.operation()) {
            case CANCEL_RESERVATION, RESERVE_NOW, START_SESSION, STOP_SESSION, UNLOCK_CONNECTOR ->
                new Target(
                        "POST",
                        Urls.of(
                                endpoint,
                                link.partner().quirks(),
                                request.operation().name()),
                        content.deepCopy().put("response_url", request.responseUrl()));
            case ACTIVE_CHARGING_PROFILE ->
                new Target(
                        "GET",
                        Urls.withQuery(
                                ofSession(endpoint, link, content),
                                "duration",
                                content.path("duration").asString(),
                                "response_url",
                                request.responseUrl()),
                        null);
            case CHARGING_PROFILE ->
                new Target(
                        "PUT",
                        ofSession(endpoint, link, content),
                        content.objectNode()
                                .put("response_url", request.responseUrl())
                                .set("charging_profile", content.path("charging_profile")));
            case CLEAR_PROFILE ->
                new Target(
                        "DELETE",
                        Urls.withQuery(ofSession(endpoint, link, content), "response_url", request.responseUrl()),
                        null);
        };
        return new OutboundRequest(
                        calls.peer(link),
                        target.method(),
                        target.url(),
                        new Routing(request.from(), request.to()),
                        id.value(),
                        target.body() == null ? null : OcpiJson.mapper().writeValueAsString(target.body()))
                .of(request.operation().module());
    }

    /** What is sent where. */
    private record Target(
            String method, String url, @Nullable JsonNode body) {}

    private static String ofSession(String endpoint, PartnerLink link, ObjectNode content) {
        return Urls.of(
                endpoint, link.partner().quirks(), content.path("session_id").asString());
    }

    /** Whom there was no place for was not sent, so it is no second time. */
    private PartnerAnswer call(OutboundRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return calls.call(request);
            } catch (OutboundFailure e) {
                if (e.reason() != OutboundFailure.Reason.BUSY || attempt == BUSY_ATTEMPTS) {
                    throw e;
                }
            }
            pause(BUSY_PAUSE_MILLIS);
        }
    }

    private OutgoingRequestCommand failed(RequestId id, OutboundFailure failure) {
        return switch (failure.reason()) {
            case REFUSED -> refused(id, failure);
            case REFUSED_URL, BUSY, CIRCUIT_OPEN, REDIRECT -> new NoteSendingFailed(id, detail(failure));
            case NO_CONNECTION ->
                failure.nothingArrived() ? new NoteSendingFailed(id, detail(failure)) : lost(id, detail(failure));
            case TIMEOUT, TOO_LARGE, NOT_OCPI -> lost(id, detail(failure));
        };
    }

    /** A partner, or a hub before it, that is not well may have passed the request on nevertheless. */
    private OutgoingRequestCommand refused(RequestId id, OutboundFailure failure) {
        Integer status = failure.httpStatus();
        Integer code = failure.statusCode();
        if ((status != null && status >= 500) || (code != null && code == StatusCode.FORWARD_TIMEOUT.code())) {
            return lost(id, detail(failure));
        }
        boolean unknownLocation = code != null && code == StatusCode.UNKNOWN_LOCATION.code();
        return Answers.read(failure.data(), failure.statement(), unknownLocation)
                .filter(answer -> !answer.accepted())
                .map(answer -> answered(id, answer))
                .orElseGet(() -> new NoteSendingFailed(id, detail(failure)));
    }

    private OutgoingRequestCommand answered(RequestId id, RemoteAnswer answer) {
        return new RecordAnswer(id, answer, clock.instant());
    }

    private OutgoingRequestCommand lost(RequestId id, String detail) {
        return new NoteAnswerLost(id, detail, clock.instant().plus(LOST_PATIENCE));
    }

    private static String detail(OutboundFailure failure) {
        String detail = failure.getMessage();
        return detail.length() > DETAIL_LIMIT ? detail.substring(0, DETAIL_LIMIT) : detail;
    }

    /** Waits for a store that is down, rather than lose what the partner said. */
    private void record(OutgoingRequestCommand command) {
        for (int attempt = 1; ; attempt++) {
            try {
                steps.take(command, origin(command.requestId()), WriteResult.class);
                return;
            } catch (RuntimeException e) {
                if (attempt == RECORD_ATTEMPTS) {
                    throw e;
                }
                if (attempt == 1) {
                    LOG.warn("What came of request {} cannot be recorded yet", command.requestId(), e);
                }
            }
            pause(RECORD_PAUSE_MILLIS);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the platform is stopping", e);
        }
    }

    private static Map<String, String> origin(RequestId id) {
        return Map.of(MessageOrigin.CORRELATION_ID, id.value());
    }
}
