package org.ocpiplatform.write.backoffice;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.backoffice.AccountClaimEvent;
import org.ocpiplatform.contract.backoffice.AccountClaimEvent.AccountClaimGranted;
import org.ocpiplatform.contract.backoffice.AccountClaimId;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.write.StoredAsSnapshot;

/** Who has a username or an e-mail address; an aggregate of its own, because of all companies only one may have it. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "AccountClaim", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class AccountClaimAggregate {

    @AggregateIdentifier
    private @Nullable AccountClaimId id;

    AccountClaimAggregate() {}

    void grant(AccountClaimId claim, CpoOwnerId company) {
        if (id != null) {
            throw new Rejection(Rejection.Code.CONFLICT, field(claim.kind()) + " is taken");
        }
        apply(new AccountClaimGranted(claim, company));
    }

    /** What the edge calls it. */
    private static String field(AccountClaimId.Kind kind) {
        return switch (kind) {
            case USERNAME -> "username";
            case EMAIL -> "contact_email";
        };
    }

    @EventSourcingHandler
    void evolve(AccountClaimEvent event) {
        id = event.claimId();
    }
}
