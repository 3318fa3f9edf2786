package org.ocpiplatform.write.outbound.http;

import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.BUSY;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.CIRCUIT_OPEN;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.NO_CONNECTION;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.contract.partners.PartnerCallStatus.Circuit;
import org.ocpiplatform.write.outbound.Contacts;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every call to one peer passes: the circuit breaker, then the bulkhead. A call that {@link #enter()} let in
 * leaves by {@link #leave}.
 */
final class PeerGate {

    private static final Logger LOG = LoggerFactory.getLogger(PeerGate.class);

    /** What a call tells about its peer. */
    sealed interface Verdict {

        /** It is there, whatever it said. */
        record Well() implements Verdict {}

        /** It is not there, or not well. */
        record Outage(String why) implements Verdict {}

        /** The call ended before it could tell. */
        record NothingLearned() implements Verdict {}
    }

    private static final int WINDOW = 10;
    private static final int MINIMUM_CALLS = 5;
    private static final int TRIALS = 2;
    private static final Duration BUSY_PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final Clock clock;
    private final Contacts contacts;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private volatile String lastOutage = "";
    private volatile Instant openSince = Instant.EPOCH;

    PeerGate(String name, int maxConcurrent, Duration rest, Clock clock, Contacts contacts) {
        this.name = name;
        this.clock = clock;
        this.contacts = contacts;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(WINDOW, MINIMUM_CALLS, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(rest)
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .clock(clock)
                        .build());
        this.bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(maxConcurrent)
                        .maxWaitDuration(BUSY_PATIENCE)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> moved(event.getStateTransition()));
    }

    /**
     * Lets a call in.
     *
     * @throws OutboundFailure if it may not be made
     */
    void enter() {
        if (!breaker.tryAcquirePermission()) {
            throw new OutboundFailure(
                    CIRCUIT_OPEN,
                    "the partner is given a rest since " + openSince.truncatedTo(ChronoUnit.SECONDS)
                            + " because it kept failing, last: " + lastOutage);
        }
        try {
            enterAnyway();
        } catch (OutboundFailure e) {
            breaker.releasePermission();
            throw e;
        }
    }

    /**
     * Lets a call in even if the peer is given a rest; it leaves by {@link #leaveUnheard()}.
     *
     * @throws OutboundFailure if too many are under way
     */
    void enterAnyway() {
        if (!bulkhead.tryAcquirePermission()) {
            throw new OutboundFailure(
                    BUSY,
                    bulkhead.getBulkheadConfig().getMaxConcurrentCalls()
                            + " calls to the partner are under way, as many as may be");
        }
    }

    /** Lets a call out that says nothing about the peer. */
    void leaveUnheard() {
        bulkhead.onComplete();
    }

    /** Lets a call out. */
    void leave(Verdict verdict) {
        bulkhead.onComplete();
        switch (verdict) {
            case Verdict.Well() -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            case Verdict.Outage(String why) -> {
                lastOutage = why;
                breaker.onError(0, TimeUnit.NANOSECONDS, new OutboundFailure(NO_CONNECTION, why));
            }
            case Verdict.NothingLearned() -> breaker.releasePermission();
        }
    }

    /** Whether calls are made. */
    Circuit circuit() {
        return circuit(breaker.getState());
    }

    private void moved(CircuitBreaker.StateTransition transition) {
        Circuit from = circuit(transition.getFromState());
        Circuit to = circuit(transition.getToState());
        // A trial that failed is no news.
        if (from == Circuit.CLOSED && to == Circuit.OPEN) {
            openSince = clock.instant();
            // Not why: that names a URL, which may hold the uid of a token.
            LOG.warn("Partner {} is given a rest because it keeps failing; /admin/partners says why", name);
        } else if (to == Circuit.CLOSED) {
            LOG.info("Partner {} is called again, it is well", name);
        }
        contacts.circuit(name, to);
    }

    private static Circuit circuit(CircuitBreaker.State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> Circuit.OPEN;
            case HALF_OPEN -> Circuit.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> Circuit.CLOSED;
        };
    }
}
