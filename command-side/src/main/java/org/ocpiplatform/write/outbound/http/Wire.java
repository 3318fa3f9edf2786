package org.ocpiplatform.write.outbound.http;

import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.NOT_OCPI;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.REDIRECT;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.TOO_LARGE;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.tracing.Traces;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.outbound.Peer;
import org.ocpiplatform.write.outbound.Routing;
import org.ocpiplatform.write.outbound.UrlGuard;
import org.ocpiplatform.write.outbound.UrlGuard.Target;
import org.ocpiplatform.write.outbound.Urls;

/** Requests and answers as they travel; without a bound for the whole exchange, which the caller has. */
final class Wire implements AutoCloseable {

    private static final int MAX_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> IDEMPOTENT = Set.of("GET", "PUT", "DELETE");

    /** More than there can be calls: what limits calls is the bulkhead of each peer, and never another peer's calls. */
    private static final int MAX_CONNECTIONS = 10_000;

    private static final Duration KEPT_IDLE = Duration.ofSeconds(30);

    /** Then its host is looked up again. */
    private static final Duration KEPT_AT_ALL = Duration.ofMinutes(5);

    /** A POST on a connection that the partner has closed is lost, so connections are checked before nearly every use. */
    private static final Duration TRUSTED_UNCHECKED = Duration.ofMillis(50);

    private static final int MAX_HEADER_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_EMPTY_LINES = 10;

    private final OutboundSettings settings;
    private final UrlGuard guard;
    private final RequestIds ids;
    private final ExecutorService lookups;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;

    Wire(OutboundSettings settings, UrlGuard guard, RequestIds ids) {
        this.settings = settings;
        this.guard = guard;
        this.ids = ids;
        // A lookup cannot be interrupted, and in a virtual thread would hold up the threads that carry all others.
        this.lookups = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("outbound-lookup-", 0).factory());
        Timeout timeout = Timeout.of(settings.timeout());
        Http1Config http = Http1Config.custom()
                .setMaxLineLength(MAX_HEADER_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxEmptyLineCount(MAX_EMPTY_LINES)
                .build();
        this.connections = new ConnectionManagers()
                .setDnsResolver(new GuardedResolver())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http)
                        // The client's own skips lines until it finds an answer.
                        .responseParserFactory(new DefaultHttpResponseParserFactory(http))
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(timeout).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(timeout)
                        .setValidateAfterInactivity(TimeValue.of(TRUSTED_UNCHECKED))
                        .setTimeToLive(TimeValue.of(KEPT_AT_ALL))
                        .build())
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .build();
        this.client = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("ocpi-platform")
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableConnectionState()
                // Here answers are decoded while they are counted.
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.of(KEPT_IDLE))
                .build();
    }

    /**
     * Sends a request, follows redirects to the same origin, and reads the answer.
     *
     * @param trace context that the partner may go on with
     * @throws OutboundFailure if the URL or the answer is not one that we take
     */
    OutboundResponse exchange(OutboundRequest request, @Nullable String trace) throws IOException {
        Target target = guard.parse(request.url());
        String url = request.url();
        for (int redirects = 0; ; redirects++) {
            OutboundResponse response = attempts(request, target, trace);
            String location = location(response);
            if (location == null) {
                return response;
            }
            url = resolved(url, location);
            Target next = parsed(url);
            if (!request.method().equals("GET")
                    || next == null
                    || !next.sameOrigin(target)
                    || redirects == MAX_REDIRECTS) {
                throw new OutboundFailure(
                        REDIRECT,
                        "it redirects to " + Urls.shown(url) + ", which is not followed",
                        response.status(),
                        null);
            }
            target = next;
        }
    }

    private @Nullable Target parsed(String url) {
        try {
            return guard.parse(url);
        } catch (OutboundFailure e) {
            return null;
        }
    }

    private static @Nullable String location(OutboundResponse response) {
        return REDIRECTS.contains(response.status())
                ? response.header("Location").orElse(null)
                : null;
    }

    private static String resolved(String url, String location) {
        try {
            return URI.create(url).resolve(location.strip()).toString();
        } catch (IllegalArgumentException e) {
            return location;
        }
    }

    /** Once more on a fresh connection if a kept one turned out to be dead, and sending twice does no harm. */
    private OutboundResponse attempts(OutboundRequest request, Target target, @Nullable String trace)
            throws IOException {
        HttpClientContext context = HttpClientContext.create();
        try {
            return attempt(request, target, trace, context);
        } catch (NoHttpResponseException | ConnectionClosedException | SocketException e) {
            EndpointDetails connection = context.getEndpointDetails();
            boolean unanswered = context.getResponse() == null;
            boolean kept = connection != null && connection.getResponseCount() > 0;
            if (!unanswered || !kept || !IDEMPOTENT.contains(request.method())) {
                throw e;
            }
        }
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
        return attempt(request, target, trace, HttpClientContext.create());
    }

    private OutboundResponse attempt(
            OutboundRequest request, Target target, @Nullable String trace, HttpClientContext context)
            throws IOException {
        HttpHost host = new HttpHost(target.scheme(), target.host(), target.port());
        HttpUriRequestBase message = message(request, target, trace);
        return client.execute(host, message, context, response -> {
            try {
                return read(response);
            } catch (IOException | RuntimeException e) {
                // Otherwise the client would read the rest, to keep the connection.
                message.cancel();
                throw e;
            }
        });
    }

    private HttpUriRequestBase message(OutboundRequest request, Target target, @Nullable String trace) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), URI.create(target.pathAndQuery()));
        Peer peer = request.peer();
        if (!peer.token().isEmpty()) {
            message.setHeader("Authorization", "Token " + presented(peer));
        }
        message.setHeader("Accept", "application/json");
        message.setHeader("Accept-Encoding", "gzip");
        message.setHeader("X-Request-ID", Objects.requireNonNullElseGet(request.requestId(), ids::next));
        message.setHeader("X-Correlation-ID", request.correlationId());
        if (trace != null) {
            message.setHeader(Traces.CONTEXT, trace);
        }
        if (!Boolean.TRUE.equals(peer.quirks().noRoutingHeaders())) {
            Routing routing = request.routing();
            party(message, "OCPI-from", routing.from());
            party(message, "OCPI-to", routing.to());
        }
        String body = request.body();
        if (body != null) {
            // Without a charset, which JSON has not and some partners stumble over.
            message.setHeader("Content-Type", "application/json");
            message.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        }
        return message;
    }

    private static String presented(Peer peer) {
        return Boolean.TRUE.equals(peer.quirks().rawToken())
                ? peer.token()
                : Base64.getEncoder().encodeToString(peer.token().getBytes(StandardCharsets.UTF_8));
    }

    private static void party(HttpUriRequestBase message, String which, @Nullable PartyId party) {
        if (party != null) {
            message.setHeader(which + "-party-id", party.partyId().toString());
            message.setHeader(which + "-country-code", party.countryCode().toString());
        }
    }

    private OutboundResponse read(ClassicHttpResponse response) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null || entity.getContentLength() == 0 ? new byte[0] : body(entity);
        return new OutboundResponse(response.getCode(), headers, body);
    }

    private byte[] body(HttpEntity entity) throws IOException {
        int limit = settings.maxResponseBytes();
        if (entity.getContentLength() > limit) {
            throw tooLarge(limit);
        }
        String encoding = entity.getContentEncoding() == null
                ? ""
                : entity.getContentEncoding().toLowerCase(Locale.ROOT);
        InputStream content = switch (encoding) {
            case "", "identity" -> entity.getContent();
            case "gzip", "x-gzip" -> new GZIPInputStream(entity.getContent());
            default -> throw new OutboundFailure(NOT_OCPI, "it answers in an encoding not asked for: " + encoding);
        };
        byte[] body = content.readNBytes(limit);
        if (content.read() >= 0) {
            throw tooLarge(limit);
        }
        return body;
    }

    private static OutboundFailure tooLarge(int limit) {
        return new OutboundFailure(TOO_LARGE, "its answer is larger than " + limit + " bytes");
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
        lookups.shutdownNow();
    }

    /** Gives out only addresses that may be called, in time. */
    private final class GuardedResolver implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            Future<InetAddress[]> lookup = lookups.submit(() -> guard.resolve(host));
            try {
                return lookup.get(settings.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                switch (Objects.requireNonNull(e.getCause())) {
                    case OutboundFailure refused -> throw refused;
                    case UnknownHostException unknown -> throw unknown;
                    default -> throw new IllegalStateException("the lookup of a host failed", e.getCause());
                }
            } catch (TimeoutException e) {
                throw new UnknownHostException(host + " (not looked up in time)");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnknownHostException(host + " (lookup interrupted)");
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Managers whose connections pass through no proxy, not even one that the JVM's properties set for all sockets. */
    private static final class ConnectionManagers extends PoolingHttpClientConnectionManagerBuilder {

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver resolver, TlsSocketStrategy tls) {
            return new DefaultHttpClientConnectionOperator(
                    proxy -> new Socket(Proxy.NO_PROXY),
                    ports,
                    resolver,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register("https", tls)
                            .build());
        }
    }
}
