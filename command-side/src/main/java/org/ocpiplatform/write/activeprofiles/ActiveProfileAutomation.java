package org.ocpiplatform.write.activeprofiles;

import java.time.Instant;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.NoteProfileSet;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.PutActiveProfile;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.LateResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.OperationRequested;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ResultReceived;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.write.Steps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a charge point answers to requests about charging profiles tells who has set one on a session, and what the
 * active one is (OCPI 2.3.0, chapter ChargingProfiles). Events tell only which request they belong to, and the request
 * is read from the event store, which cannot be behind.
 */
@Component
@ProcessingGroup(ActiveProfiles.PROCESSOR)
@DisallowReplay
final class ActiveProfileAutomation {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveProfileAutomation.class);

    private final EventStore events;
    private final Steps steps;

    ActiveProfileAutomation(EventStore events, Steps steps) {
        this.events = events;
        this.steps = steps;
    }

    /**
     * A request of whichever direction.
     *
     * @param side on which its session is held
     * @param from the party that asked
     * @param to the CPO
     */
    private record Asked(
            Side side, RemoteOperation operation, PartnerId partnerId, PartyId from, PartyId to, ObjectNode content) {}

    @EventHandler
    void on(ResultDetermined event, @Timestamp Instant at) {
        if (event.cause() == ResultDetermined.Cause.CHARGE_POINT) {
            learn(event.requestId(), event.result(), at);
        }
    }

    /** The CPO may tell us of the profile before it tells the result, so that it sets it counts from here. */
    @EventHandler
    void on(AnswerReceived event, @Timestamp Instant at) {
        if (event.answer().accepted()) {
            Asked asked = asked(event.requestId());
            if (asked.operation() == RemoteOperation.CHARGING_PROFILE) {
                noteSet(asked, at);
            }
        }
    }

    @EventHandler
    void on(ResultReceived event, @Timestamp Instant at) {
        learn(event.requestId(), event.result(), at);
    }

    /** The partner tells us of the profile all the same. */
    @EventHandler
    void on(LateResultReceived event, @Timestamp Instant at) {
        learn(event.requestId(), event.result(), at);
    }

    private void learn(RequestId requestId, RemoteResult result, Instant at) {
        if (!result.accepted()) {
            return;
        }
        Asked asked = asked(requestId);
        if (asked.operation() == RemoteOperation.CHARGING_PROFILE) {
            noteSet(asked, at);
        } else if (asked.operation() == RemoteOperation.ACTIVE_CHARGING_PROFILE && result.profile() != null) {
            take(asked, new PutActiveProfile(activeProfile(asked), result.profile()));
        }
    }

    private void noteSet(Asked asked, Instant at) {
        take(asked, new NoteProfileSet(activeProfile(asked), asked.from(), at));
    }

    private Asked asked(RequestId requestId) {
        Object first = events.readEvents(requestId.value()).next().getPayload();
        return switch (first) {
            case RequestReceived(RequestId id, IncomingRequest it, Instant deadline) ->
                new Asked(Side.CPO, it.operation(), it.partnerId(), it.sender(), receiver(id, it), it.content());
            case OperationRequested(RequestId id, OutgoingRequest it) ->
                new Asked(Side.EMSP, it.operation(), it.partnerId(), it.from(), it.to(), it.content());
            default -> throw new IllegalStateException(requestId + " begins with " + first);
        };
    }

    private static PartyId receiver(RequestId id, IncomingRequest request) {
        PartyId receiver = request.receiver();
        if (receiver == null) {
            throw new IllegalStateException(id + " went to a charge point of nobody");
        }
        return receiver;
    }

    private static ReplicaId activeProfile(Asked asked) {
        JsonNode sessionId = asked.content().required("session_id");
        return new ReplicaId(
                asked.side(), ObjectKind.ACTIVE_CHARGING_PROFILE, asked.to(), CiString.of(sessionId.asString()));
    }

    /** What is refused would be refused again; everything else is tried until it succeeds. */
    private void take(Asked asked, Object command) {
        Map<String, String> origin = Map.of(
                MessageOrigin.PARTNER_ID, asked.partnerId().value(),
                MessageOrigin.COUNTRY_CODE, asked.from().countryCode().key(),
                MessageOrigin.PARTY_ID, asked.from().partyId().key());
        try {
            steps.take(command, origin, WriteResult.class);
        } catch (Rejection e) {
            if (e.code() == Rejection.Code.UNAVAILABLE) {
                throw e;
            }
            LOG.warn("{} is refused", command.getClass().getSimpleName(), e);
        } catch (Invalid e) {
            LOG.warn("{} is refused", command.getClass().getSimpleName(), e);
        }
    }
}
