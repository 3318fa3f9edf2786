package org.ocpiplatform.write.backoffice;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.backoffice.AccountClaimId;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.RegisterCpoOwner;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.SetLogo;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.CpoOwnerRegistered;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.UserAdded;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.partners.PartyClaimId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.Writes;
import org.ocpiplatform.write.backoffice.StoreCpoOwner.PartyTaken;
import org.ocpiplatform.write.parties.PartyClaims;
import org.springframework.stereotype.Component;

/** Commands to companies. What a company claims is stored together with it, or not at all. */
@Component
final class CpoOwnerCommandHandler {

    private final Repository<CpoOwnerAggregate> cpoOwners;
    private final Repository<AccountClaimAggregate> accountClaims;
    private final PartyClaims partyClaims;
    private final Steps steps;
    private final QueryGateway queries;
    private final OwnParties own;
    private final CpoOwnerNotices notices;

    CpoOwnerCommandHandler(
            Repository<CpoOwnerAggregate> cpoOwners,
            Repository<AccountClaimAggregate> accountClaims,
            PartyClaims partyClaims,
            Steps steps,
            QueryGateway queries,
            OwnParties own,
            CpoOwnerNotices notices) {
        this.cpoOwners = cpoOwners;
        this.accountClaims = accountClaims;
        this.partyClaims = partyClaims;
        this.steps = steps;
        this.queries = queries;
        this.own = own;
        this.notices = notices;
    }

    /**
     * Tries one party id after the other, each in a unit of work of its own: while it waited for the claim on a second
     * one it would hold the first, which somebody may want who holds the second.
     */
    @CommandHandler
    WriteResult handle(RegisterCpoOwner command, MetaData origin) {
        Validation.valid(command.contact());
        if (command.logo() != null) {
            Validation.valid(command.logo());
        }
        Set<CiString> taken = taken(command.countryCode());
        Iterator<CiString> free = PartyIds.of(command.name())
                .map(CiString::of)
                .filter(id -> !taken.contains(id))
                .iterator();
        while (free.hasNext()) {
            try {
                return steps.take(
                        new StoreCpoOwner(command, new PartyId(command.countryCode(), free.next())),
                        origin,
                        WriteResult.class);
            } catch (PartyTaken e) {
                // Somebody was faster, or has not been told of yet.
            }
        }
        throw new Rejection(Rejection.Code.CONFLICT, "country_code " + command.countryCode() + " has no free party_id");
    }

    @CommandHandler
    WriteResult handle(StoreCpoOwner step) throws Exception {
        RegisterCpoOwner asked = step.registration();
        CpoOwnerId id = asked.cpoOwnerId();
        claim(new AccountClaimId(AccountClaimId.Kind.USERNAME, asked.username()), id);
        claim(new AccountClaimId(AccountClaimId.Kind.EMAIL, asked.contact().email()), id);
        takeOver(new PartyClaimId(Role.CPO, step.party()), id);
        Aggregate<CpoOwnerAggregate> cpoOwner = cpoOwners.newInstance(() -> new CpoOwnerAggregate(
                new CpoOwnerRegistered(
                        id,
                        step.party(),
                        asked.name(),
                        asked.contact(),
                        asked.ocppReady(),
                        asked.logo(),
                        asked.expectedLogo()),
                new UserAdded(id, asked.userId(), asked.username(), asked.passwordHash())));
        if (asked.initialPassword() != null) {
            // Last, when nothing but the store can refuse any more; nobody may register who would never know a
            // password.
            notices.initialPassword(new CpoOwnerNotices.InitialPassword(
                    id,
                    step.party(),
                    asked.name(),
                    asked.username(),
                    asked.contact().email(),
                    asked.initialPassword()));
        }
        return Writes.result(id.toString(), true, true, cpoOwner.version());
    }

    @CommandHandler
    WriteResult handle(SetLogo command) {
        Validation.valid(command.logo());
        Aggregate<CpoOwnerAggregate> cpoOwner = load(command.cpoOwnerId());
        boolean changed = cpoOwner.invoke(aggregate -> aggregate.setLogo(command.logo()));
        return Writes.result(command.cpoOwnerId().toString(), false, changed, cpoOwner.version());
    }

    private Aggregate<CpoOwnerAggregate> load(CpoOwnerId id) {
        try {
            return cpoOwners.load(id.toString());
        } catch (AggregateNotFoundException e) {
            throw Rejection.notFound("company");
        }
    }

    private void claim(AccountClaimId claim, CpoOwnerId company) throws Exception {
        accountClaims
                .loadOrCreate(claim.toString(), AccountClaimAggregate::new)
                .execute(aggregate -> aggregate.grant(claim, company));
    }

    private void takeOver(PartyClaimId claim, CpoOwnerId company) throws Exception {
        try {
            partyClaims.takeOver(claim, company);
        } catch (Rejection e) {
            throw new PartyTaken();
        }
    }

    /** The ids that a country's parties are known to have, in whatever role: ours, and those of partners. */
    private Set<CiString> taken(CiString country) {
        Set<CiString> taken = new HashSet<>();
        Stream.concat(own.roles().stream(), partnerRoles())
                .filter(role -> role.countryCode().equals(country))
                .map(CredentialsRole::partyId)
                .forEach(taken::add);
        return taken;
    }

    private Stream<CredentialsRole> partnerRoles() {
        return queries.query(new ListPartners(), ResponseTypes.multipleInstancesOf(PartnerView.class)).join().stream()
                .filter(partner -> partner.state() != PartnerState.UNREGISTERED)
                .flatMap(partner -> partner.roles().stream());
    }
}
