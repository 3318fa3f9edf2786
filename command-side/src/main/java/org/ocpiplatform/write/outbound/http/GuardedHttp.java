package org.ocpiplatform.write.outbound.http;

import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.BUSY;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.NOT_OCPI;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.NO_CONNECTION;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.TIMEOUT;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.TOO_LARGE;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerCallStatus.Circuit;
import org.ocpiplatform.contract.tracing.Traces;
import org.ocpiplatform.write.outbound.Contacts;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundHttp;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.outbound.UrlGuard;
import org.ocpiplatform.write.outbound.Urls;
import org.springframework.stereotype.Component;

/** Calls over HTTP, each within its bounds (docs/adr/0016). */
@Component
final class GuardedHttp implements OutboundHttp, AutoCloseable {

    private static final String PARTNER = "partner";
    private static final String CIRCUIT = "ocpi.outbound.circuit";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15)
    };

    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /** For the answers under way when the platform shuts down. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final OutboundSettings settings;
    private final Contacts contacts;
    private final MeterRegistry meters;
    private final Traces traces;
    private final Wire wire;
    private final LoadingCache<String, PeerGate> gates;

    /** A thread for each exchange, which can be interrupted wherever it hangs. */
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("outbound-", 0).factory());

    GuardedHttp(
            OutboundSettings settings,
            UrlGuard guard,
            RequestIds ids,
            Clock clock,
            Contacts contacts,
            MeterRegistry meters,
            Traces traces) {
        this.settings = settings;
        this.contacts = contacts;
        this.meters = meters;
        this.traces = traces;
        this.wire = new Wire(settings, guard, ids);
        this.gates = Caffeine.newBuilder()
                .expireAfterAccess(FORGOTTEN_AFTER)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                // Not a removal listener, which could run after the peer's next gate has registered itself.
                .evictionListener((@Nullable String name, @Nullable PeerGate gate, RemovalCause cause) -> forget(name))
                .build(name -> newGate(name, clock));
    }

    @Override
    public OutboundResponse exchange(OutboundRequest request) {
        long start = System.nanoTime();
        String outcome = "error";
        // Not the URL, which may hold the uid of a token.
        Traces.Span span = traces.begin(request.method() + " " + request.module(), Traces.Kind.CLIENT, null)
                .tag(Traces.PARTNER, request.peer().name())
                .tag(Traces.MODULE, request.module())
                .tag(Traces.CORRELATION_ID, request.correlationId())
                .tag("http.request.method", request.method());
        try (span) {
            OutboundResponse response = gated(request, span.context());
            outcome = response.status() / 100 + "xx";
            span.tag("http.response.status_code", Integer.toString(response.status()));
            return response;
        } catch (OutboundFailure e) {
            outcome = e.reason().name().toLowerCase(Locale.ROOT);
            throw e;
        } finally {
            Timer.builder("ocpi.outbound.requests")
                    .description("Calls to partners, refused ones too")
                    .serviceLevelObjectives(BUCKETS)
                    .tag(PARTNER, request.peer().name())
                    .tag("module", request.module())
                    .tag("method", request.method())
                    .tag("outcome", outcome)
                    .register(meters)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private OutboundResponse gated(OutboundRequest request, @Nullable String trace) {
        PeerGate gate = gates.get(request.peer().name());
        if (request.callback()) {
            return calledBack(gate, request, trace);
        }
        gate.enter();
        PeerGate.Verdict verdict = new PeerGate.Verdict.NothingLearned();
        try {
            OutboundResponse response = timed(request, trace);
            if (response.status() < 500) {
                verdict = new PeerGate.Verdict.Well();
                contacts.succeeded(request.peer());
            } else {
                String why = told(request, "it answered HTTP " + response.status());
                verdict = new PeerGate.Verdict.Outage(why);
                contacts.answeredBadly(request.peer(), why);
            }
            return response;
        } catch (OutboundFailure e) {
            String why = e.getMessage();
            switch (e.reason()) {
                case NO_CONNECTION, TIMEOUT -> {
                    verdict = new PeerGate.Verdict.Outage(why);
                    contacts.failed(request.peer(), why);
                }
                case TOO_LARGE, REDIRECT, NOT_OCPI, REFUSED -> {
                    verdict = new PeerGate.Verdict.Well();
                    contacts.answeredBadly(request.peer(), why);
                }
                case REFUSED_URL, BUSY, CIRCUIT_OPEN -> contacts.failed(request.peer(), why);
            }
            throw e;
        } finally {
            gate.leave(verdict);
        }
    }

    private OutboundResponse calledBack(PeerGate gate, OutboundRequest request, @Nullable String trace) {
        gate.enterAnyway();
        try {
            return timed(request, trace);
        } finally {
            gate.leaveUnheard();
        }
    }

    private OutboundResponse timed(OutboundRequest request, @Nullable String trace) {
        Future<OutboundResponse> exchange;
        try {
            exchange = threads.submit(() -> wire.exchange(request, trace));
        } catch (RejectedExecutionException e) {
            throw failure(request, BUSY, "this platform is shutting down");
        }
        try {
            return exchange.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw failure(request, TIMEOUT, "no whole answer within " + inWords(settings.timeout()));
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw failure(request, TIMEOUT, "this platform gave up waiting");
        } catch (ExecutionException e) {
            throw switch (Objects.requireNonNull(e.getCause())) {
                case OutboundFailure failure ->
                    new OutboundFailure(
                            failure.reason(), told(request, failure.getMessage()), failure.httpStatus(), null);
                case IOException failure -> failed(request, failure);
                case Error error -> throw error;
                case RuntimeException defect -> defect;
                default -> new IllegalStateException(e.getCause());
            };
        }
    }

    private OutboundFailure failed(OutboundRequest request, IOException e) {
        return switch (e) {
            case UnknownHostException unknown ->
                failure(request, NO_CONNECTION, "unknown host " + unknown.getMessage());
            case ConnectTimeoutException late ->
                failure(request, NO_CONNECTION, "no connection within " + inWords(settings.connectTimeout()));
            case SocketTimeoutException late ->
                failure(request, TIMEOUT, "no whole answer within " + inWords(settings.timeout()));
            case SSLException tls -> failure(request, NO_CONNECTION, "TLS: " + tls.getMessage());
            case MessageConstraintException large -> failure(request, TOO_LARGE, "its headers are too large");
            case NoHttpResponseException silent -> broken(request, "it closed the connection without an answer");
            case TruncatedChunkException cut -> broken(request, "its answer ended too early");
            case EOFException cut -> broken(request, "its answer ended too early");
            case ClientProtocolException garbage -> failure(request, NOT_OCPI, "its answer is not HTTP");
            case MalformedChunkCodingException garbage -> failure(request, NOT_OCPI, "its answer is not HTTP");
            case ZipException garbage -> failure(request, NOT_OCPI, "its answer is not the gzip that it says");
            case ConnectException refused -> failure(request, NO_CONNECTION, String.valueOf(refused.getMessage()));
            case NoRouteToHostException nowhere ->
                failure(request, NO_CONNECTION, String.valueOf(nowhere.getMessage()));
            default -> broken(request, String.valueOf(e.getMessage()));
        };
    }

    private static OutboundFailure broken(OutboundRequest request, String why) {
        return OutboundFailure.broken(told(request, why));
    }

    private static OutboundFailure failure(OutboundRequest request, OutboundFailure.Reason reason, String why) {
        return new OutboundFailure(reason, told(request, why));
    }

    private static String told(OutboundRequest request, String why) {
        return request.method() + " " + Urls.shown(request.url()) + " failed: " + why;
    }

    private static String inWords(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private PeerGate newGate(String name, Clock clock) {
        PeerGate gate = new PeerGate(name, settings.maxConcurrent(), REST, clock, contacts);
        Gauge.builder(CIRCUIT, gate, GuardedHttp::asNumber)
                .description("Whether calls to a partner are made: 0 yes, 1 on trial, 2 no")
                .tag(PARTNER, name)
                .register(meters);
        return gate;
    }

    private void forget(@Nullable String name) {
        if (name != null) {
            meters.find(CIRCUIT).tag(PARTNER, name).gauges().forEach(meters::remove);
            contacts.circuit(name, Circuit.CLOSED);
        }
    }

    private static double asNumber(PeerGate gate) {
        return switch (gate.circuit()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wire.close();
    }
}
