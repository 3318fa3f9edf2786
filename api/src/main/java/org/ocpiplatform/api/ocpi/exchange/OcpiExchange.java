package org.ocpiplatform.api.ocpi.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.http.MessageIds;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.StatusCode;

/**
 * One OCPI request with what surrounds its content: message ids, sender and receiver, and the caller once the access
 * token has told who that is (OCPI 2.3.0, transport chapter).
 */
public final class OcpiExchange {

    private static final String ATTRIBUTE = OcpiExchange.class.getName();

    /** Configuration modules are between platforms and know no routing headers. */
    private static final Pattern FUNCTIONAL_MODULE =
            Pattern.compile("/ocpi/[a-z]+/2\\.3\\.0/(?!(?:credentials|hubclientinfo)(?:/|$))[^/]+.*");

    private final String path;
    private final MessageIds ids;
    private final boolean routed;
    private final @Nullable RoutingHeaders routing;
    private @Nullable Caller caller;
    private boolean broadcast;
    private @Nullable PresentedToken presented;
    private @Nullable StatusCode answer;

    private OcpiExchange(HttpServletRequest request) {
        // Tomcat has none for a request line that it could not read.
        this.path = Objects.requireNonNullElse(request.getRequestURI(), "");
        this.ids = MessageIds.of(request);
        this.routed = isRouted(path);
        this.routing = routed ? RoutingHeaders.of(request) : null;
    }

    /** The exchange that a request belongs to. */
    public static OcpiExchange of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof OcpiExchange known) {
            return known;
        }
        OcpiExchange exchange = new OcpiExchange(request);
        request.setAttribute(ATTRIBUTE, exchange);
        return exchange;
    }

    /** Whether a path is OCPI's, which those of the back office are not, wherever they lie. */
    public static boolean covers(String path) {
        return path.startsWith("/ocpi")
                && (path.length() == 5 || path.charAt(5) == '/')
                && !BackOfficePaths.cover(path);
    }

    /** Whether a path belongs to a functional module, whose messages carry routing headers. */
    public static boolean isRouted(String path) {
        return FUNCTIONAL_MODULE.matcher(path).matches();
    }

    /** Whether the request belongs to a functional module, whose messages carry routing headers. */
    public boolean isRouted() {
        return routed;
    }

    /** The path as it was called, still encoded. */
    public String path() {
        return path;
    }

    /** The request's X-Request-ID, or one made for it. */
    public String requestId() {
        return ids.requestId();
    }

    /** The request's X-Correlation-ID, or else its {@link #requestId()}. */
    public String correlationId() {
        return ids.correlationId();
    }

    /** Says that what the request tells us is for everybody behind this hub. */
    public void forEverybody() {
        broadcast = true;
    }

    /** The party that the request is addressed to, if it says so. */
    public @Nullable PartyId to() {
        return routing == null ? null : routing.to();
    }

    /** The party that the request comes from, if it says so. */
    public @Nullable PartyId from() {
        return routing == null ? null : routing.from();
    }

    /** Sets the headers that every response has, whatever its outcome. */
    public void addHeaders(HttpServletResponse response) {
        ids.addHeaders(response);
        if (routing != null) {
            routing.mirror(response);
        }
    }

    /** Says who the caller is, and by which token that is known. */
    public void authenticatedAs(Caller partner, PresentedToken token) {
        this.caller = partner;
        this.presented = token;
    }

    /** The token that the caller presented; only behind authentication. */
    public PresentedToken presented() {
        if (presented == null) {
            throw new IllegalStateException(path + " was reached without authentication");
        }
        return presented;
    }

    /** Whether the request names its sender or its receiver. */
    public boolean namesParties() {
        return from() != null || to() != null;
    }

    /** The caller's id; none as long as nobody is known by the token. */
    public Optional<String> partnerId() {
        return Optional.ofNullable(caller).map(Caller::partnerId);
    }

    /** Says by which status code the request was answered. */
    public void answeredBy(StatusCode code) {
        this.answer = code;
    }

    /** The status code of the answer; none before there is one. */
    public Optional<StatusCode> answer() {
        return Optional.ofNullable(answer);
    }

    /** The caller; only behind authentication. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException(path + " was reached without authentication");
        }
        return caller;
    }

    /**
     * Checks the sender that the routing headers name.
     *
     * @throws Rejection if it is none of the caller's parties, or a header is malformed
     */
    public void requireRouting() {
        if (routing != null) {
            routing.require(caller());
        }
    }

    /**
     * Where a command comes from, for its metadata.
     *
     * @param owner the party that acts unless a routing header names another of the caller's
     */
    public Map<String, String> origin(PartyId owner) {
        PartyId from = from();
        PartyId acting = from == null ? owner : from;
        Map<String, String> origin = new HashMap<>(Map.of(
                MessageOrigin.PARTNER_ID, caller().partnerId(),
                MessageOrigin.COUNTRY_CODE, acting.countryCode().key(),
                MessageOrigin.PARTY_ID, acting.partyId().key(),
                MessageOrigin.REQUEST_ID, ids.requestId(),
                MessageOrigin.CORRELATION_ID, ids.correlationId()));
        if (broadcast) {
            origin.put(MessageOrigin.BROADCAST, "true");
        }
        return origin;
    }
}
