package org.ocpiplatform.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerByToken;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out which partner calls, by its access token (OCPI 2.3.0, transport chapter, authorization header). */
final class PartnerFilter extends OncePerRequestFilter {

    private final Queries queries;
    private final LastContacts contacts;

    PartnerFilter(Queries queries, LastContacts contacts) {
        this.queries = queries;
        this.contacts = contacts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AuthorizationHeader.of(request, "Token").flatMap(this::partner).ifPresent(partner -> {
            contacts.record(partner.id().value());
            OcpiExchange.of(request).authenticatedAs(partner.asCaller());
            SecurityContextHolder.setContext(
                    new SecurityContextImpl(Authenticated.partner(partner.id().value())));
        });
        chain.doFilter(request, response);
    }

    /** Tokens come in Base64, but partners of older versions send them as they are. */
    private Optional<PartnerView> partner(String credentials) {
        return decoded(credentials)
                .flatMap(this::partnerWith)
                .or(() -> partnerWith(credentials))
                .filter(PartnerFilter::mayCall);
    }

    private Optional<PartnerView> partnerWith(String token) {
        return queries.optional(new FindPartnerByToken(AccessTokens.hash(token)), PartnerView.class);
    }

    /** A token A serves for registration only, and one of an ended connection for nothing. */
    private static boolean mayCall(PartnerView partner) {
        return partner.state() == PartnerState.PROVISIONED || partner.state() == PartnerState.REGISTERED;
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
