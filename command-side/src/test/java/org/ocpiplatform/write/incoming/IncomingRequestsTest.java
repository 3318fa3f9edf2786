package org.ocpiplatform.write.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ocpiplatform.contract.remote.RemoteOperation.CANCEL_RESERVATION;
import static org.ocpiplatform.contract.remote.RemoteOperation.RESERVE_NOW;
import static org.ocpiplatform.contract.remote.RemoteOperation.START_SESSION;
import static org.ocpiplatform.write.incoming.Requests.NOW;
import static org.ocpiplatform.write.incoming.Requests.request;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.chargepoints.Forwarding;
import org.ocpiplatform.contract.incoming.AskChargePoint;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.AcceptRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.NoteNotForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.ReceiveRequest;
import org.ocpiplatform.contract.incoming.Reception;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.outbound.UrlGuard;
import tools.jackson.databind.node.ObjectNode;

/** How long a partner waits, and what the charge point back end is handed meanwhile. */
class IncomingRequestsTest {

    private static final MetaData ORIGIN = MetaData.with(MessageOrigin.CORRELATION_ID, "c1");
    private static final RemoteAnswer ACCEPTED = RemoteAnswer.accepted(30);

    private final BlockingQueue<IncomingRequestCommand> taken = new LinkedBlockingQueue<>();
    private final List<ForwardRequest> forwarded = new CopyOnWriteArrayList<>();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final Steps steps =
            new Steps(DefaultCommandGateway.builder().commandBus(bus).build());
    private final Forwarder forwarder = new Forwarder(steps);
    private @Nullable RemoteAnswer refusal;
    private Function<ForwardRequest, Forwarding> backEnd = request -> Forwarding.TAKEN;

    IncomingRequestsTest() {
        answer(ReceiveRequest.class, command -> refusal);
        answer(AcceptRequest.class, command -> ACCEPTED);
        answer(NoteForwarded.class, command -> ACCEPTED);
        answer(NoteNotForwarded.class, command -> RemoteAnswer.refused("REJECTED", "no"));
        bus.subscribe(ForwardRequest.class.getName(), message -> {
            ForwardRequest request = (ForwardRequest) message.getPayload();
            forwarded.add(request);
            return backEnd.apply(request);
        });
    }

    private <C extends IncomingRequestCommand> void answer(
            Class<C> type, Function<IncomingRequestCommand, @Nullable RemoteAnswer> answer) {
        bus.subscribe(type.getName(), message -> {
            IncomingRequestCommand command = (IncomingRequestCommand) message.getPayload();
            assertThat(message.getMetaData()).containsEntry(MessageOrigin.CORRELATION_ID, "c1");
            taken.add(command);
            return new Reception(answer.apply(command), new WriteResult(WriteResult.Kind.UPDATED, "r", 0));
        });
    }

    @Test
    void whatMayBeForwardedIsAndTheAnswerIsTheBackEnds() throws Exception {
        Reception reception = requests(true).handle(start("https://msp.example/r"), ORIGIN);

        assertThat(reception.answer()).isEqualTo(ACCEPTED);
        ReceiveRequest received = (ReceiveRequest) taken.take();
        assertThat(received.deadline()).isEqualTo(NOW.plusSeconds(45));
        assertThat(received.request().timeout()).isEqualTo(45);
        assertThat(received.request().partnerId()).isEqualTo(Requests.PARTNER);
        assertThat(forwarded.getFirst().requestId()).isEqualTo(received.requestId());
        assertThat(forwarded.getFirst().cpo()).isEqualTo(Requests.TNM);
        assertThat(forwarded.getFirst().correlationId()).isEqualTo("c1");
        assertThat(taken.take()).isEqualTo(new NoteForwarded(received.requestId()));
    }

    @Test
    void whatIsRefusedIsNotForwarded() {
        refusal = RemoteAnswer.refused("REJECTED", "no");
        assertThat(requests(true).handle(start("https://msp.example/r"), ORIGIN).answer())
                .isEqualTo(refusal);
        assertThat(taken).hasSize(1);
        assertThat(forwarded).isEmpty();
    }

    @Test
    void whatTheBackEndDoesNotTakeIsRejected() throws Exception {
        backEnd = request -> new Forwarding("HTTP 503");
        assertThat(requests(true)
                        .handle(start("https://msp.example/r"), ORIGIN)
                        .answer()
                        .result())
                .isEqualTo("REJECTED");
        ReceiveRequest received = (ReceiveRequest) taken.take();
        assertThat(taken.take()).isEqualTo(new NoteNotForwarded(received.requestId(), "HTTP 503"));
    }

    @Test
    void aFailureOnTheWayIsARefusal() throws Exception {
        backEnd = request -> {
            throw new IllegalStateException("no back end");
        };
        requests(true).handle(start("https://msp.example/r"), ORIGIN);
        taken.take();
        assertThat(((NoteNotForwarded) taken.take()).detail()).contains("no back end");
    }

    @Test
    void nobodyWaitsLongForTheBackEndWhichIsStillHeard() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        backEnd = request -> {
            awaited(done);
            return new Forwarding("HTTP 503");
        };
        assertThat(requests(true).handle(start("https://msp.example/r"), ORIGIN).answer())
                .isEqualTo(ACCEPTED);
        ReceiveRequest received = (ReceiveRequest) taken.take();
        assertThat(taken.take()).isEqualTo(new AcceptRequest(received.requestId()));
        assertThat(taken).isEmpty();

        done.countDown();
        assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(new NoteNotForwarded(received.requestId(), "HTTP 503"));
    }

    private static void awaited(CountDownLatch done) {
        try {
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aUrlThatIsNotCalledIsRefusedAndNothingIsKept() {
        assertThatThrownBy(() -> requests(false).handle(start("http://msp.example/r"), ORIGIN))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID))
                .hasMessageStartingWith("response_url");
        assertThatThrownBy(() -> requests(false).handle(start("https://127.0.0.1/r"), ORIGIN))
                .hasMessageContaining("not public");
        assertThat(taken).isEmpty();
    }

    @Test
    void aHostThatIsUnknownTodayMayBeKnownWhenTheResultIsDue() {
        assertThat(requests(false)
                        .handle(start("https://unknown.example/r"), ORIGIN)
                        .answer())
                .isEqualTo(ACCEPTED);
    }

    @Test
    void aReservationIdIsTheSendersOwnAtTheChargePoint() {
        String first = forwardedReservation(RESERVE_NOW, Requests.MSP, Requests.reserve(NOW));
        assertThat(first).isNotEqualTo("R1").hasSizeLessThanOrEqualTo(36);
        assertThat(forwardedReservation(
                        CANCEL_RESERVATION, Requests.MSP, Requests.cancel().put("reservation_id", "r1")))
                .isEqualTo(first);
        assertThat(forwardedReservation(RESERVE_NOW, PartyId.of("DE", "EMS"), Requests.reserve(NOW)))
                .isNotEqualTo(first);
    }

    private String forwardedReservation(RemoteOperation operation, PartyId sender, ObjectNode content) {
        IncomingRequest asked = new IncomingRequest(
                operation, Requests.PARTNER, sender, Requests.TNM, Requests.RESPONSE_URL, content, 30);
        forwarder.forward(Requests.ID, asked, NOW, ORIGIN);
        assertThat(asked.content().path("reservation_id").asString()).isEqualToIgnoringCase("R1");
        return forwarded.getLast().content().path("reservation_id").asString();
    }

    @Test
    void withoutAReservationTheContentIsAsItCame() {
        forwarder.forward(
                Requests.ID, request(START_SESSION, Requests.start()), NOW, Map.of(MessageOrigin.CORRELATION_ID, "c1"));
        assertThat(forwarded.getLast().content()).isEqualTo(Requests.start());
    }

    private static AskChargePoint start(String responseUrl) {
        return new AskChargePoint(
                START_SESSION,
                Requests.MSP,
                Requests.TNM,
                responseUrl,
                Requests.start(),
                Requests.premises(null, null));
    }

    private IncomingRequests requests(boolean anyAddress) {
        OutboundSettings settings =
                new OutboundSettings(anyAddress, Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000, 1);
        return new IncomingRequests(
                steps,
                forwarder,
                new UrlGuard(settings, host -> {
                    if (host.startsWith("unknown")) {
                        throw new UnknownHostException(host);
                    }
                    return InetAddress.getAllByName(host);
                }),
                new IncomingSettings(Duration.ofSeconds(45)),
                new SecureRandom(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
