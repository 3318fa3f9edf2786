package org.ocpiplatform.api.ocpi.payments;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.springframework.stereotype.Component;

/** Which parties a request about payments means where its path names none. */
@Component
final class PaymentParties {

    private final OwnParties own;
    private final Queries queries;

    PaymentParties(OwnParties own, Queries queries) {
        this.own = own;
        this.queries = queries;
    }

    /**
     * The PTP that a request is addressed to, if it says so.
     *
     * @throws Rejection if it is addressed to a party that is no PTP
     */
    @Nullable
    PartyId addressedPtp(OcpiExchange exchange) {
        PartyId to = exchange.to();
        if (to != null && !isPtp(to)) {
            throw Rejection.invalid("OCPI-to-* names a party that is no PTP");
        }
        return to;
    }

    private boolean isPtp(PartyId party) {
        return own.parties(Role.PTP).contains(party)
                || queries.list(new ListPartners(), PartnerView.class).stream()
                        .filter(partner -> partner.state() == PartnerState.PROVISIONED)
                        .flatMap(partner -> partner.roles().stream())
                        .anyMatch(
                                held -> held.role() == Role.PTP && held.party().equals(party));
    }

    /**
     * The only PTP that the platform itself acts for.
     *
     * @throws Rejection if there is not exactly one
     */
    PartyId onlyOwnPtp() {
        List<PartyId> ours = own.parties(Role.PTP);
        if (ours.size() != 1) {
            throw new Rejection(Rejection.Code.NOT_ENOUGH_INFORMATION, "OCPI-to-* must name the PTP");
        }
        return ours.getFirst();
    }

    /**
     * The one of the caller's parties that acts: the one that a routing header names, else the one that the content
     * names, else the only one.
     *
     * @param named by the content
     * @throws Rejection if the caller has no party in that role, so that the request is about nothing of its own; or
     *     if it has several and names none
     */
    PartyId acting(OcpiExchange exchange, Role role, @Nullable PartyId named, ObjectKind kind) {
        Collection<PartyId> parties = exchange.caller().parties(role);
        if (parties.isEmpty()) {
            throw kind.notFound();
        }
        PartyId from = exchange.from();
        if (from != null && parties.contains(from)) {
            return from;
        }
        if (named != null && parties.contains(named)) {
            return named;
        }
        if (parties.size() > 1) {
            throw new Rejection(
                    Rejection.Code.NOT_ENOUGH_INFORMATION, "OCPI-from-* must name the " + role + " that asks");
        }
        return parties.iterator().next();
    }
}
