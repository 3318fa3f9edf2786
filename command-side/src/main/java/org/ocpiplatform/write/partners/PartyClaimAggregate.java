package org.ocpiplatform.write.partners;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartyClaimEvent;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimGranted;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimReleased;
import org.ocpiplatform.contract.partners.PartyClaimId;

/** Who speaks for a party in one role; an aggregate of its own, because of all partners only one may hold it. */
@Aggregate(type = "PartyClaim", cache = "aggregateCache")
final class PartyClaimAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable PartyClaimId id;

    private @Nullable PartnerId holder;

    PartyClaimAggregate() {}

    void grant(PartyClaimId claim, PartnerId partner) {
        if (holder != null && !holder.equals(partner)) {
            throw new Rejection(
                    Rejection.Code.CONFLICT, claim.role() + " " + claim.party() + " is held by another partner");
        }
        if (holder == null) {
            apply(new PartyClaimGranted(claim, partner));
        }
    }

    void release(PartyClaimId claim, PartnerId partner) {
        if (partner.equals(holder)) {
            apply(new PartyClaimReleased(claim, partner));
        }
    }

    @EventSourcingHandler
    void evolve(PartyClaimEvent event) {
        id = event.claimId();
        holder = switch (event) {
            case PartyClaimGranted granted -> granted.partnerId();
            case PartyClaimReleased released -> null;
        };
    }
}
