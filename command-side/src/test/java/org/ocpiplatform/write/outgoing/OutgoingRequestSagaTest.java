package org.ocpiplatform.write.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.write.outgoing.Requests.ID;
import static org.ocpiplatform.write.outgoing.Requests.STARTED;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.ExpireOutgoing;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerLost;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.AnswerReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.OperationRequested;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.RequestExpired;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.ResultReceived;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingBegun;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent.SendingFailed;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.write.Steps;

class OutgoingRequestSagaTest {

    private static final RequestId OTHER = new RequestId("u2");
    private static final RemoteAnswer TAKEN = RemoteAnswer.accepted(30);

    private final SagaTestFixture<OutgoingRequestSaga> fixture = new SagaTestFixture<>(OutgoingRequestSaga.class);
    private final List<String> planned = new ArrayList<>();
    private final Instant deadline =
            fixture.currentTime().truncatedTo(ChronoUnit.SECONDS).plusSeconds(32);

    @BeforeEach
    void resources() {
        CommandBus commands = fixture.getCommandBus();
        fixture.setCallbackBehavior((command, metaData) -> new WriteResult(WriteResult.Kind.UPDATED, ID.value(), 3));
        fixture.registerResource(
                new Steps(DefaultCommandGateway.builder().commandBus(commands).build()));
        fixture.registerResource((SendingTask) (request, partner) -> planned.add(request + " to " + partner));
    }

    @Test
    void aRequestIsSent() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(STARTED)
                .expectActiveSagas(1)
                .expectAssociationWith("requestId", ID)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands();
        assertThat(planned).containsExactly("u1 to p1");
    }

    @Test
    void anEventThatIsSeenTwicePlansNothingElse() {
        fixture.givenAPublished(STARTED).whenPublishingA(STARTED).expectActiveSagas(1);
        assertThat(planned).containsOnly("u1 to p1");
    }

    @Test
    void anAcceptedRequestHasADeadline() {
        sent().whenPublishingA(new AnswerReceived(ID, TAKEN, deadline))
                .expectActiveSagas(1)
                .expectScheduledDeadline(deadline, new Awaited(ID, deadline));
    }

    @Test
    void soHasOneWhoseAnswerIsLost() {
        sent().whenPublishingA(new AnswerLost(ID, "no answer", deadline))
                .expectActiveSagas(1)
                .expectScheduledDeadline(deadline, new Awaited(ID, deadline));
    }

    @Test
    void untilTheDeadlineNothingHappens() {
        sent().andThenAPublished(new AnswerReceived(ID, TAKEN, deadline))
                .whenTimeElapses(Duration.ofSeconds(30))
                .expectNoDispatchedCommands();
    }

    @Test
    void theDeadlineSendsTheCommand() {
        sent().andThenAPublished(new AnswerReceived(ID, TAKEN, deadline))
                .whenTimeElapses(Duration.ofSeconds(33))
                .expectDispatchedCommands(new ExpireOutgoing(ID))
                .expectActiveSagas(1);
    }

    @Test
    void anAnswerThatWasThoughtLostMovesTheDeadline() {
        Instant later = deadline.plusSeconds(20);
        sent().andThenAPublished(new AnswerLost(ID, "no answer", deadline))
                .andThenAPublished(new AnswerReceived(ID, TAKEN, later))
                .whenTimeElapses(Duration.ofSeconds(40))
                .expectNoDispatchedCommands();
    }

    @Test
    void theMovedDeadlineCounts() {
        Instant later = deadline.plusSeconds(20);
        sent().andThenAPublished(new AnswerLost(ID, "no answer", deadline))
                .andThenAPublished(new AnswerReceived(ID, TAKEN, later))
                .whenTimeElapses(Duration.ofSeconds(60))
                .expectDispatchedCommands(new ExpireOutgoing(ID));
    }

    @Test
    void aRefusalEndsIt() {
        sent().whenPublishingA(new AnswerReceived(ID, RemoteAnswer.refused("REJECTED", "no"), null))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void soDoesAFailure() {
        sent().whenPublishingA(new SendingFailed(ID, "down")).expectActiveSagas(0);
    }

    @Test
    void soDoesAResultAndTheDeadlineFindsNobody() {
        sent().andThenAPublished(new AnswerReceived(ID, TAKEN, deadline))
                .andThenAPublished(new ResultReceived(ID, RemoteResult.of("ACCEPTED")))
                .whenTimeElapses(Duration.ofSeconds(60))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    @Test
    void soDoesTheExpiry() {
        sent().andThenAPublished(new AnswerReceived(ID, TAKEN, deadline))
                .whenPublishingA(new RequestExpired(ID))
                .expectActiveSagas(0);
    }

    @Test
    void requestsDoNotMixUp() {
        sent().andThenAPublished(new OperationRequested(OTHER, Requests.START))
                .whenPublishingA(new SendingFailed(OTHER, "down"))
                .expectActiveSagas(1)
                .expectAssociationWith("requestId", ID);
    }

    @Test
    void whatItKnowsIsStored() {
        StoredTypeSerializer serializer = StoredTypeSerializer.create();
        Awaited awaited = new Awaited(ID, deadline);
        assertThat(serializer.<byte[], Awaited>deserialize(serializer.serialize(awaited, byte[].class)))
                .isEqualTo(awaited);
        byte[] stored = "{\"until\":\"2026-03-01T10:00:32Z\"}".getBytes(StandardCharsets.UTF_8);
        OutgoingRequestSaga read = serializer.deserialize(
                new SimpleSerializedObject<>(stored, byte[].class, serializer.typeForClass(OutgoingRequestSaga.class)));
        assertThat(serializer.serialize(read, byte[].class).getData()).isEqualTo(stored);
    }

    private ContinuedGivenState sent() {
        return fixture.givenAPublished(STARTED).andThenAPublished(new SendingBegun(ID));
    }
}
