package org.ocpiplatform.write.partners;

import java.util.Comparator;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartyClaimId;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Writes;
import org.springframework.stereotype.Component;

/** Commands that touch a partner and the parties it claims, stored together or not at all. */
@Component
final class PartnerCommandHandler {

    private final Repository<PartnerAggregate> partners;
    private final Repository<PartyClaimAggregate> claims;

    PartnerCommandHandler(Repository<PartnerAggregate> partners, Repository<PartyClaimAggregate> claims) {
        this.partners = partners;
        this.claims = claims;
    }

    @CommandHandler
    WriteResult handle(ProvisionPartner command) throws Exception {
        command.roles().forEach(Validation::valid);
        List<PartyClaimId> wanted = command.roles().stream()
                .map(PartnerCommandHandler::claimOn)
                // One order for all, so that two partners who want the same parties cannot block each other.
                .sorted(Comparator.comparing(PartyClaimId::toString))
                .toList();
        if (wanted.stream().distinct().count() < wanted.size()) {
            throw Rejection.invalid("roles name the same party and role twice");
        }
        for (PartyClaimId claim : wanted) {
            claims.loadOrCreate(claim.toString(), PartyClaimAggregate::new)
                    .execute(aggregate -> aggregate.grant(claim, command.partnerId()));
        }
        Aggregate<PartnerAggregate> partner = partners.newInstance(() -> new PartnerAggregate(command));
        return Writes.result(command.partnerId().toString(), true, true, partner.version());
    }

    private static PartyClaimId claimOn(CredentialsRole role) {
        return new PartyClaimId(role.role(), role.party());
    }
}
