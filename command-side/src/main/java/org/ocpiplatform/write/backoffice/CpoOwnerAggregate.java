package org.ocpiplatform.write.backoffice;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.CpoOwnerRegistered;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.LogoSet;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.UserAdded;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.write.StoredAsSnapshot;

/** A company with a CPO here. Its commands come by way of {@link CpoOwnerCommandHandler}, which claims what is its own. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "CpoOwner", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class CpoOwnerAggregate {

    @AggregateIdentifier
    private @Nullable CpoOwnerId id;

    private @Nullable Image logo;

    CpoOwnerAggregate() {}

    /** A company that begins with its first user. */
    CpoOwnerAggregate(CpoOwnerRegistered registered, UserAdded user) {
        apply(registered);
        apply(user);
    }

    boolean setLogo(Image other) {
        if (other.equals(logo)) {
            return false;
        }
        apply(new LogoSet(Objects.requireNonNull(id), other));
        return true;
    }

    @EventSourcingHandler
    void evolve(CpoOwnerEvent event) {
        id = event.cpoOwnerId();
        switch (event) {
            case CpoOwnerRegistered registered -> logo = registered.logo();
            case LogoSet set -> logo = set.logo();
            case UserAdded added -> {
                // Users are known by their names, which are claimed.
            }
        }
    }
}
