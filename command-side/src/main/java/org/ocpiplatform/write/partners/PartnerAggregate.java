package org.ocpiplatform.write.partners;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerEvent;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartnerId;

/** A platform that calls us. Its commands come by way of {@link PartnerCommandHandler}, which claims its parties. */
@Aggregate(type = "Partner", cache = "aggregateCache")
final class PartnerAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable PartnerId id;

    PartnerAggregate() {}

    PartnerAggregate(ProvisionPartner command) {
        apply(new PartnerProvisioned(
                command.partnerId(), command.name(), command.roles(), command.hubPartyId(), command.tokenHash(), null));
    }

    @EventSourcingHandler
    void evolve(PartnerEvent event) {
        id = event.partnerId();
    }
}
