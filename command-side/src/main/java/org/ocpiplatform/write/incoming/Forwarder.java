package org.ocpiplatform.write.incoming;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.chargepoints.Forwarding;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteNotForwarded;
import org.ocpiplatform.contract.incoming.Reception;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.reservations.ReservationId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.write.Steps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands requests to the charge point back end, and has noted whether it took them. */
@Component
final class Forwarder {

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

    private static final String RESERVATION_ID = "reservation_id";

    private final Steps steps;

    Forwarder(Steps steps) {
        this.steps = steps;
    }

    /** Hands over a request, and answers how it stands after that. */
    Reception forward(RequestId id, IncomingRequest request, Instant deadline, Map<String, ?> origin) {
        Forwarding forwarding = forwarding(id, request, deadline, origin);
        return steps.take(
                forwarding.failure() == null ? new NoteForwarded(id) : new NoteNotForwarded(id, forwarding.failure()),
                origin,
                Reception.class);
    }

    private Forwarding forwarding(RequestId id, IncomingRequest request, Instant deadline, Map<String, ?> origin) {
        try {
            return steps.take(
                    new ForwardRequest(
                            id,
                            request.operation(),
                            Objects.requireNonNull(request.receiver(), "who is unknown is not forwarded to"),
                            content(request),
                            deadline,
                            Objects.toString(origin.get(MessageOrigin.CORRELATION_ID), id.value())),
                    origin,
                    Forwarding.class);
        } catch (RuntimeException e) {
            LOG.warn("Request {} could not be forwarded", id, e);
            return new Forwarding("the request could not be forwarded: " + e.getMessage());
        }
    }

    /**
     * A charge point knows no senders, so that its reservation ids must be different for each; and for the same
     * reservation the same, so that it can be replaced and canceled.
     */
    private static ObjectNode content(IncomingRequest request) {
        JsonNode reservationId = request.content().get(RESERVATION_ID);
        if (reservationId == null || request.receiver() == null) {
            return request.content();
        }
        ReservationId reservation =
                new ReservationId(request.receiver(), request.sender(), CiString.of(reservationId.asString()));
        UUID unique = UUID.nameUUIDFromBytes(reservation.toString().getBytes(StandardCharsets.UTF_8));
        return request.content().deepCopy().put(RESERVATION_ID, unique.toString());
    }
}
