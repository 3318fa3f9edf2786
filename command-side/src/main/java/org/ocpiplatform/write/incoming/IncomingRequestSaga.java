package org.ocpiplatform.write.incoming;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.ExpireRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ForwardingFailed;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAbandoned;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAccepted;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined.Cause;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultUndeliverable;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.write.Sagas;
import org.ocpiplatform.write.Steps;

/**
 * Looks after the time of a request, and sees to it that what is due is done. Stored under its name, so it keeps it.
 * Lives until the partner has been told everything: after an accepted RESERVE_NOW that is when the reservation ends.
 */
@Saga(sagaStore = "sagaStore")
@ProcessingGroup(Sagas.INCOMING_REQUESTS)
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.PUBLIC_ONLY)
public final class IncomingRequestSaga {

    static final String DEADLINE = "incoming-request-deadline";
    static final String RESERVATION_END = "incoming-request-reservation-end";

    /** Longer than handing over a request takes by the limits of outbound calls. */
    static final Duration FORWARD_AGAIN = Duration.ofSeconds(20);

    private static final String ID = "requestId";

    private @Nullable String correlationId;

    /** When the reservation that is asked for ends; none if none is, or it was not made. */
    private @Nullable Instant reservedUntil;

    private boolean accepted;

    /** Whether there is a result that waits for the partner's answer, which comes first. */
    private boolean resultWaits;

    /** A saga that has seen nothing. */
    public IncomingRequestSaga() {}

    @StartSaga
    @SagaEventHandler(associationProperty = ID)
    void on(
            RequestReceived event,
            @Timestamp Instant at,
            @MetaDataValue(MessageOrigin.CORRELATION_ID) @Nullable String correlation,
            DeadlineManager deadlines,
            RequestTasks tasks) {
        RequestId id = event.requestId();
        correlationId = Objects.requireNonNullElse(correlation, id.value());
        deadlines.schedule(event.deadline(), DEADLINE, id);
        tasks.forward(id, at.plus(FORWARD_AGAIN), correlationId);
        if (event.request().operation() == RemoteOperation.RESERVE_NOW) {
            reservedUntil = IncomingRequestRules.expiryDate(event.request());
        }
    }

    @SagaEventHandler(associationProperty = ID)
    void on(RequestAccepted event, RequestTasks tasks) {
        answered(event.requestId(), tasks);
    }

    @SagaEventHandler(associationProperty = ID)
    void on(RequestForwarded event, RequestTasks tasks) {
        answered(event.requestId(), tasks);
    }

    private void answered(RequestId id, RequestTasks tasks) {
        accepted = true;
        if (resultWaits) {
            resultWaits = false;
            tell(id, 1, tasks);
        }
    }

    /** Who was told that it is accepted is owed a result, which follows. */
    @SagaEventHandler(associationProperty = ID)
    void on(ForwardingFailed event) {
        if (!accepted) {
            SagaLifecycle.end();
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ID)
    void on(RequestAbandoned event) {}

    @SagaEventHandler(associationProperty = ID)
    void on(ResultDetermined event, DeadlineManager deadlines, RequestTasks tasks) {
        RequestId id = event.requestId();
        boolean second = event.cause() == Cause.CANCELLATION;
        if (second || !event.result().accepted()) {
            reservedUntil = null;
        } else if (reservedUntil != null) {
            deadlines.schedule(reservedUntil, RESERVATION_END, id);
        }
        if (accepted) {
            tell(id, second ? 2 : 1, tasks);
        } else {
            resultWaits = true;
        }
    }

    private void tell(RequestId id, int number, RequestTasks tasks) {
        tasks.tellResult(id, number, Objects.requireNonNullElse(correlationId, id.value()));
    }

    @SagaEventHandler(associationProperty = ID)
    void on(ResultSent event) {
        endIfToldAll();
    }

    @SagaEventHandler(associationProperty = ID)
    void on(ResultUndeliverable event) {
        endIfToldAll();
    }

    /** The task for a second result goes its way without the saga. */
    private void endIfToldAll() {
        if (reservedUntil == null) {
            SagaLifecycle.end();
        }
    }

    @DeadlineHandler(deadlineName = DEADLINE)
    void expire(RequestId id, Steps steps) {
        steps.take(
                new ExpireRequest(id),
                correlationId == null ? Map.of() : Map.of(MessageOrigin.CORRELATION_ID, correlationId),
                WriteResult.class);
    }

    @EndSaga
    @DeadlineHandler(deadlineName = RESERVATION_END)
    void endReservation() {}
}
