package org.ocpiplatform.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.EnvelopeWriter;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.PresentedToken;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerByToken;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.StatusCode;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out which partner calls, by its access token (OCPI 2.3.0, transport chapter, authorization header). */
final class PartnerFilter extends OncePerRequestFilter {

    private static final Set<String> VERSIONS = Set.of("/ocpi/versions", "/ocpi/2.3.0/details");
    private static final Set<String> CREDENTIALS =
            Set.of("/ocpi/cpo/2.3.0/credentials", "/ocpi/emsp/2.3.0/credentials");

    private final Queries queries;
    private final LastContacts contacts;
    private final PartnerHabits habits;
    private final EnvelopeWriter envelopes;

    PartnerFilter(Queries queries, LastContacts contacts, PartnerHabits habits, EnvelopeWriter envelopes) {
        this.queries = queries;
        this.contacts = contacts;
        this.habits = habits;
        this.envelopes = envelopes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Recognised> presented;
        try {
            presented = AuthorizationHeader.of(request, "Token").flatMap(this::recognised);
        } catch (Rejection unavailable) {
            envelopes.fail(request, response, HttpStatus.OK.value(), StatusCode.SERVER_ERROR, unavailable.getMessage());
            return;
        }
        presented
                .filter(recognised -> mayCall(recognised.partner(), request.getRequestURI()))
                .ifPresent(recognised -> {
                    PartnerView partner = recognised.partner();
                    OcpiExchange exchange = OcpiExchange.of(request);
                    contacts.record(partner.id().value());
                    MDC.put(MessageOrigin.PARTNER_ID, partner.id().value());
                    habits.saw(partner, recognised.raw(), exchange);
                    exchange.authenticatedAs(
                            partner.asCaller(), new PresentedToken(recognised.token(), partner.state()));
                    SecurityContextHolder.setContext(new SecurityContextImpl(
                            Authenticated.partner(partner.id().value())));
                });
        chain.doFilter(request, response);
    }

    /**
     * A partner with the token by which it was recognised.
     *
     * @param raw whether the token came as it is, and not in Base64
     */
    private record Recognised(PartnerView partner, String token, boolean raw) {

        @Override
        public String toString() {
            return "Recognised[" + partner.id() + "]";
        }
    }

    /** Tokens come in Base64, but partners of older versions send them as they are. */
    private Optional<Recognised> recognised(String credentials) {
        return decoded(credentials)
                .flatMap(token -> partnerWith(token, false))
                .or(() -> partnerWith(credentials, true));
    }

    private Optional<Recognised> partnerWith(String token, boolean raw) {
        return queries.optional(new FindPartnerByToken(AccessTokens.hash(token)), PartnerView.class)
                .map(partner -> new Recognised(partner, token, raw));
    }

    /**
     * A token A serves to register, the one that we gave to a platform at which we are registering to call us back, and
     * one of an ended connection nothing.
     */
    private static boolean mayCall(PartnerView partner, String path) {
        return switch (partner.state()) {
            case PROVISIONED, REGISTERED -> true;
            case INVITED -> VERSIONS.contains(path) || CREDENTIALS.contains(path);
            case CONNECTING -> VERSIONS.contains(path);
            case UNREGISTERED -> false;
        };
    }

    /** The examples in the specification encode a line feed along with the token, and some partners do the same. */
    private static Optional<String> decoded(String credentials) {
        try {
            String token = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int end = token.length();
            while (end > 0 && (token.charAt(end - 1) == '\n' || token.charAt(end - 1) == '\r')) {
                end--;
            }
            return Optional.of(token.substring(0, end)).filter(value -> !value.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
