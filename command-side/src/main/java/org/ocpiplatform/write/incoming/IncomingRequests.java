package org.ocpiplatform.write.incoming;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.incoming.AskChargePoint;
import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.AcceptRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.ReceiveRequest;
import org.ocpiplatform.contract.incoming.Reception;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.UrlGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes in what partners ask of charge points, and answers at the latest after a moment. */
@Component
final class IncomingRequests {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingRequests.class);

    /** Long enough for a back end to refuse, short for whoever waits in front of a charge point. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Steps steps;
    private final Forwarder forwarder;
    private final UrlGuard guard;
    private final IncomingSettings settings;
    private final SecureRandom random;
    private final Clock clock;

    IncomingRequests(
            Steps steps,
            Forwarder forwarder,
            UrlGuard guard,
            IncomingSettings settings,
            SecureRandom random,
            Clock clock) {
        this.steps = steps;
        this.forwarder = forwarder;
        this.guard = guard;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    @CommandHandler
    Reception handle(AskChargePoint command, MetaData origin) {
        requireCallable(command.responseUrl());
        RequestId id = new RequestId(new UUID(random.nextLong(), random.nextLong()).toString());
        IncomingRequest request = new IncomingRequest(
                command.operation(),
                new PartnerId(command.premises().caller().partnerId()),
                command.sender(),
                command.receiver(),
                command.responseUrl(),
                command.content(),
                Math.toIntExact(settings.timeout().toSeconds()));
        Instant deadline = clock.instant().plus(settings.timeout());
        Reception received =
                steps.take(new ReceiveRequest(id, request, command.premises(), deadline), origin, Reception.class);
        return received.answer() == null ? forwarded(id, request, deadline, origin) : received;
    }

    /** The host may be one that is known only when the result is due. */
    private void requireCallable(String responseUrl) {
        try {
            guard.check(responseUrl);
        } catch (OutboundFailure e) {
            if (e.reason() == OutboundFailure.Reason.REFUSED_URL) {
                throw Rejection.invalid("response_url: " + e.getMessage());
            }
        }
    }

    private Reception forwarded(RequestId id, IncomingRequest request, Instant deadline, Map<String, ?> origin) {
        CompletableFuture<Reception> forwarding = new CompletableFuture<>();
        Thread.ofVirtual().name("forward-" + id).start(() -> {
            try {
                forwarding.complete(forwarder.forward(id, request, deadline, origin));
            } catch (RuntimeException e) {
                // The task that follows finds out whether it was handed over.
                LOG.warn("Cannot tell how request {} stands", id, e);
                forwarding.completeExceptionally(e);
            }
        });
        try {
            return forwarding.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return steps.take(new AcceptRequest(id), origin, Reception.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the platform is stopping");
        }
    }
}
