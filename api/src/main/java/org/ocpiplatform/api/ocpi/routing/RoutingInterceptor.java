package org.ocpiplatform.api.ocpi.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerQuery.HostsParty;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request reach a module only if its routing headers are right, and passes on what is for a party behind the hub
 * that this platform may be.
 */
@Component
public final class RoutingInterceptor implements HandlerInterceptor {

    private final OwnParties own;
    private final Queries queries;
    private final HubRouting hub;

    RoutingInterceptor(OwnParties own, Queries queries, HubRouting hub) {
        this.own = own;
        this.queries = queries;
        this.hub = hub;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method)) {
            return true;
        }
        OcpiExchange exchange = OcpiExchange.of(request);
        exchange.requireRouting();
        if (!exchange.isRouted()) {
            return true;
        }
        @Nullable PartyId to = exchange.to();
        if (own.hub() != null) {
            return hub.isForUs(exchange, request, response, method, this::hosts);
        }
        if (to != null && !hosts(to)) {
            throw Rejection.invalid("OCPI-to-* names a party that is not on this platform");
        }
        return true;
    }

    private boolean hosts(PartyId party) {
        return own.include(party) || queries.one(new HostsParty(party), Boolean.class);
    }
}
