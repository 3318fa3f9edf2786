package org.ocpiplatform.write.outgoing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Instant;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.ExpireOutgoing;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.OperationRequested;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.RequestExpired;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingFailed;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.write.Sagas;
import org.ocpiplatform.write.Steps;

/**
 * Sees to it that a request of ours is sent and does not wait for ever. Deadlines are not taken back when the request
 * ends before: that fails where one is just being met, and one that finds nobody waiting does nothing.
 */
@Saga(sagaStore = "sagaStore")
@ProcessingGroup(Sagas.OUTGOING_REQUESTS)
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class OutgoingRequestSaga {

    static final String DEADLINE = "outgoing-request-result";

    private static final String REQUEST = "requestId";

    private @Nullable Instant until;

    /** For Axon, which makes sagas itself and must be able to see them. */
    public OutgoingRequestSaga() {}

    @StartSaga
    @SagaEventHandler(associationProperty = REQUEST)
    void on(OperationRequested event, SendingTask sending) {
        sending.plan(event.requestId(), event.request().partnerId());
    }

    @SagaEventHandler(associationProperty = REQUEST)
    void on(AnswerReceived event, DeadlineManager deadlines) {
        if (event.deadline() == null) {
            SagaLifecycle.end();
        } else {
            await(event.requestId(), event.deadline(), deadlines);
        }
    }

    @SagaEventHandler(associationProperty = REQUEST)
    void on(AnswerLost event, DeadlineManager deadlines) {
        await(event.requestId(), event.deadline(), deadlines);
    }

    private void await(RequestId request, Instant deadline, DeadlineManager deadlines) {
        until = deadline;
        deadlines.schedule(deadline, DEADLINE, new Awaited(request, deadline));
    }

    /** An answer that was thought lost may have moved the deadline. */
    @DeadlineHandler(deadlineName = DEADLINE)
    void on(Awaited awaited, Steps steps) {
        if (awaited.until().equals(until)) {
            String request = awaited.requestId().value();
            steps.take(
                    new ExpireOutgoing(awaited.requestId()),
                    Map.of(MessageOrigin.CORRELATION_ID, request),
                    WriteResult.class);
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = REQUEST)
    void on(SendingFailed event) {}

    @EndSaga
    @SagaEventHandler(associationProperty = REQUEST)
    void on(ResultReceived event) {}

    @EndSaga
    @SagaEventHandler(associationProperty = REQUEST)
    void on(RequestExpired event) {}
}
