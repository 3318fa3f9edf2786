package org.ocpiplatform.api.ocpi.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.partners.PartnerQuery.HostsParty;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request reach a module only if its routing headers are right. */
@Component
public final class RoutingInterceptor implements HandlerInterceptor {

    private final OwnParties own;
    private final Queries queries;

    RoutingInterceptor(OwnParties own, Queries queries) {
        this.own = own;
        this.queries = queries;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod) {
            OcpiExchange.of(request).requireRouting(this::hosts);
        }
        return true;
    }

    private boolean hosts(PartyId party) {
        return own.include(party) || queries.one(new HostsParty(party), Boolean.class);
    }
}
