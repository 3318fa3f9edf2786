package org.ocpiplatform.write.parties;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartyClaimEvent;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimGranted;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimReleased;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimTakenOver;
import org.ocpiplatform.contract.partners.PartyClaimId;
import org.ocpiplatform.write.StoredAsSnapshot;

/**
 * Who speaks for a party in one role; an aggregate of its own, because of all partners only one may hold it, and none
 * once this platform acts for it, but the party's own system.
 */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "PartyClaim", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class PartyClaimAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable PartyClaimId id;

    private @Nullable PartnerId holder;
    /** The company for which this platform acts for the party. */
    private @Nullable CpoOwnerId company;

    PartyClaimAggregate() {}

    void grant(PartyClaimId claim, PartnerId partner, boolean ownSystem) {
        if (holder != null && !holder.equals(partner)) {
            throw conflict(claim, " is held by another partner");
        }
        if (company != null && !ownSystem) {
            throw conflict(claim, " is a party that this platform acts for itself");
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

    void takeOver(PartyClaimId claim, CpoOwnerId newCompany) {
        if (holder != null) {
            throw conflict(claim, " is held by a partner");
        }
        if (company != null && !company.equals(newCompany)) {
            throw conflict(claim, " belongs to another company");
        }
        if (company == null) {
            apply(new PartyClaimTakenOver(claim, newCompany));
        }
    }

    private static Rejection conflict(PartyClaimId claim, String why) {
        return new Rejection(Rejection.Code.CONFLICT, claim.role() + " " + claim.party() + why);
    }

    @EventSourcingHandler
    void evolve(PartyClaimEvent event) {
        id = event.claimId();
        switch (event) {
            case PartyClaimGranted granted -> holder = granted.partnerId();
            case PartyClaimReleased released -> holder = null;
            case PartyClaimTakenOver takenOver -> company = takenOver.cpoOwnerId();
        }
    }
}
