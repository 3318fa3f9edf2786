package org.ocpiplatform.write.partners;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.PartnerCommand.InvitePartner;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerCommand.RecordQuirks;
import org.ocpiplatform.contract.partners.PartnerCommand.SetQuirks;
import org.ocpiplatform.contract.partners.PartnerCommand.UnregisterPartner;
import org.ocpiplatform.contract.partners.PartnerEvent;
import org.ocpiplatform.contract.partners.PartnerEvent.ConnectionStarted;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerInvited;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartyClaimId;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Writes;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.parties.PartyClaims;
import org.ocpiplatform.write.partners.RegistrationStep.CheckExchange;
import org.ocpiplatform.write.partners.RegistrationStep.EndHere;
import org.ocpiplatform.write.partners.RegistrationStep.FailConnection;
import org.ocpiplatform.write.partners.RegistrationStep.OfferToken;
import org.ocpiplatform.write.partners.RegistrationStep.ReadStanding;
import org.ocpiplatform.write.partners.RegistrationStep.Standing;
import org.ocpiplatform.write.partners.RegistrationStep.StartConnection;
import org.ocpiplatform.write.partners.RegistrationStep.StoreAccepted;
import org.ocpiplatform.write.partners.RegistrationStep.StoreObtained;
import org.ocpiplatform.write.partners.RegistrationStep.StoreProvisioned;
import org.ocpiplatform.write.partners.RegistrationStep.WithdrawOffer;
import org.springframework.stereotype.Component;

/**
 * Commands that touch a partner and the parties it claims, stored together or not at all. None of them calls a partner:
 * that is done by {@link Handshakes}, between these.
 */
@Component
final class PartnerCommandHandler {

    /** For what is around the PUT of a token: the wait for the projection, storing, and clocks of nodes that differ. */
    private static final Duration AROUND_A_PUT = Duration.ofSeconds(15);

    private final Repository<PartnerAggregate> partners;
    private final PartyClaims claims;
    private final OwnParties own;
    private final Clock clock;
    private final Duration offerUnderWay;

    PartnerCommandHandler(
            Repository<PartnerAggregate> partners,
            PartyClaims claims,
            OwnParties own,
            Clock clock,
            OutboundSettings outbound) {
        this.partners = partners;
        this.claims = claims;
        this.own = own;
        this.clock = clock;
        this.offerUnderWay = outbound.timeout().plus(AROUND_A_PUT);
    }

    @CommandHandler
    WriteResult handle(InvitePartner command) throws Exception {
        requireNotOurs(command.roles());
        claim(command.partnerId(), List.of(), command.roles(), false);
        return begin(new PartnerInvited(
                command.partnerId(), command.name(), command.roles(), command.hubPartyId(), command.tokenHash()));
    }

    @CommandHandler
    WriteResult handle(StoreProvisioned step) throws Exception {
        ProvisionPartner partner = step.partner();
        claim(partner.partnerId(), List.of(), partner.roles(), true);
        return begin(new PartnerProvisioned(
                partner.partnerId(),
                partner.name(),
                partner.roles(),
                partner.hubPartyId(),
                partner.tokenHash(),
                step.connection()));
    }

    @CommandHandler
    WriteResult handle(StartConnection step) throws Exception {
        return begin(new ConnectionStarted(step.partnerId(), step.name(), step.versionsUrl(), step.tokenHash()));
    }

    @CommandHandler
    Standing handle(ReadStanding step) {
        return load(step.partnerId()).invoke(PartnerAggregate::standing);
    }

    @CommandHandler
    Standing handle(CheckExchange step) {
        requireRoles(step.roles());
        Aggregate<PartnerAggregate> partner = load(step.partnerId());
        partner.execute(aggregate -> aggregate.requireExchange(step, own));
        return partner.invoke(PartnerAggregate::standing);
    }

    @CommandHandler
    WriteResult handle(StoreAccepted step) throws Exception {
        Aggregate<PartnerAggregate> partner = load(step.partnerId());
        partner.execute(aggregate -> aggregate.requireExchange(step.asked(), own));
        return store(partner, step.partnerId(), step.exchange());
    }

    @CommandHandler
    WriteResult handle(StoreObtained step) throws Exception {
        Aggregate<PartnerAggregate> partner = load(step.partnerId());
        partner.execute(aggregate -> aggregate.requireOffered(
                step.exchange().tokenHash(), step.exchange().roles(), own));
        return store(partner, step.partnerId(), step.exchange());
    }

    @CommandHandler
    WriteResult handle(FailConnection step) {
        return change(step.partnerId(), partner -> partner.failConnection(step.reason()));
    }

    @CommandHandler
    WriteResult handle(OfferToken step) {
        return change(step.partnerId(), partner -> {
            partner.offer(step.tokenHash(), clock.instant(), offerUnderWay);
            return true;
        });
    }

    @CommandHandler
    WriteResult handle(WithdrawOffer step) {
        return change(step.partnerId(), partner -> partner.withdrawOffer(step.tokenHash(), step.reason()));
    }

    @CommandHandler
    WriteResult handle(UnregisterPartner command) throws Exception {
        load(command.partnerId()).execute(partner -> partner.standing().state().requireCredentialsMethod("DELETE"));
        return end(command.partnerId());
    }

    @CommandHandler
    WriteResult handle(EndHere step) throws Exception {
        return end(step.partnerId());
    }

    @CommandHandler
    WriteResult handle(RecordQuirks command) {
        return change(command.partnerId(), partner -> partner.see(command.quirks()));
    }

    @CommandHandler
    WriteResult handle(SetQuirks command) {
        Validation.valid(command.quirks());
        return change(command.partnerId(), partner -> partner.set(command.quirks()));
    }

    private WriteResult begin(PartnerEvent first) throws Exception {
        Aggregate<PartnerAggregate> partner = partners.newInstance(() -> new PartnerAggregate(first));
        return Writes.result(first.partnerId().toString(), true, true, partner.version());
    }

    private WriteResult store(Aggregate<PartnerAggregate> partner, PartnerId id, RegistrationStep.Exchange exchange)
            throws Exception {
        claim(id, partner.invoke(PartnerAggregate::roles), exchange.roles(), false);
        partner.execute(aggregate -> aggregate.exchange(exchange));
        return Writes.result(id.toString(), false, true, partner.version());
    }

    private WriteResult end(PartnerId id) throws Exception {
        Aggregate<PartnerAggregate> partner = load(id);
        boolean ended = partner.invoke(PartnerAggregate::end);
        if (ended) {
            claim(id, partner.invoke(PartnerAggregate::roles), List.of(), false);
        }
        return Writes.result(id.toString(), false, ended, partner.version());
    }

    private WriteResult change(PartnerId id, Predicate<PartnerAggregate> change) {
        Aggregate<PartnerAggregate> partner = load(id);
        boolean changed = partner.invoke(change::test);
        return Writes.result(id.toString(), false, changed, partner.version());
    }

    private Aggregate<PartnerAggregate> load(PartnerId id) {
        try {
            return partners.load(id.toString());
        } catch (AggregateNotFoundException e) {
            throw Rejection.notFound("partner");
        }
    }

    /**
     * Gives the partner the parties it wants, and frees those it held and no longer wants.
     *
     * @param ownSystem whether an administrator said that it is the parties' own system
     */
    private void claim(PartnerId partner, List<CredentialsRole> held, List<CredentialsRole> wanted, boolean ownSystem)
            throws Exception {
        requireRoles(wanted);
        claims.change(partner, claimsOn(held), claimsOn(wanted), ownSystem);
    }

    /** Whoever registers is somebody else; own parties are held by those that an administrator provisions. */
    private void requireNotOurs(List<CredentialsRole> roles) {
        for (CredentialsRole role : roles) {
            if (own.include(role.party())) {
                throw new Rejection(
                        Rejection.Code.CONFLICT,
                        "roles name " + role.role() + " " + role.party()
                                + ", which this platform acts for itself (setting ocpi.parties, or registered since)");
            }
        }
    }

    private static void requireRoles(List<CredentialsRole> roles) {
        roles.forEach(Validation::valid);
        if (claimsOn(roles).size() < roles.size()) {
            throw Rejection.invalid("roles name the same party and role twice");
        }
    }

    private static Set<PartyClaimId> claimsOn(List<CredentialsRole> roles) {
        return roles.stream()
                .map(role -> new PartyClaimId(role.role(), role.party()))
                .collect(Collectors.toSet());
    }
}
