package org.ocpiplatform.write.partners;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerEvent;
import org.ocpiplatform.contract.partners.PartnerEvent.ConnectionFailed;
import org.ocpiplatform.contract.partners.PartnerEvent.ConnectionStarted;
import org.ocpiplatform.contract.partners.PartnerEvent.CredentialsExchanged;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerInvited;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerUnregistered;
import org.ocpiplatform.contract.partners.PartnerEvent.QuirksSeen;
import org.ocpiplatform.contract.partners.PartnerEvent.QuirksSet;
import org.ocpiplatform.contract.partners.PartnerEvent.TokenOfferWithdrawn;
import org.ocpiplatform.contract.partners.PartnerEvent.TokenOffered;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.partners.RegistrationStep.CheckExchange;
import org.ocpiplatform.write.partners.RegistrationStep.Exchange;
import org.ocpiplatform.write.partners.RegistrationStep.Standing;

/** A platform that calls us. Its commands come by way of {@link PartnerCommandHandler}, which claims its parties. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "Partner", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class PartnerAggregate {

    @AggregateIdentifier
    private @Nullable PartnerId id;

    private String name = "";
    private @Nullable PartnerState state;
    private List<CredentialsRole> roles = List.of();
    private @Nullable CiString hubPartyId;
    private @Nullable String tokenHash;
    private Instant tokenIssuedAt = Instant.EPOCH;
    private @Nullable String offeredHash;
    private Instant offeredAt = Instant.EPOCH;
    private @Nullable PartnerConnection connection;
    private @Nullable String given;
    private PartnerQuirks quirksSeen = PartnerQuirks.NONE;
    private PartnerQuirks quirksSet = PartnerQuirks.NONE;

    PartnerAggregate() {}

    /** A partner that begins with this. */
    PartnerAggregate(PartnerEvent first) {
        apply(first);
    }

    List<CredentialsRole> roles() {
        return roles;
    }

    /** How far the registration has come; rejected if a connection was never made. */
    Standing standing() {
        return new Standing(
                name,
                existing(),
                roles,
                hubPartyId,
                tokenIssuedAt,
                connection,
                given,
                quirksSet.or(new PartnerQuirks(quirksSeen.rawToken(), null, quirksSeen.pageLimit(), null)));
    }

    /**
     * Checks that the partner may exchange credentials, with these parties.
     *
     * @throws Rejection if it may not
     */
    void requireExchange(CheckExchange asked, OwnParties own) {
        existing().requireCredentialsMethod(asked.first() ? "POST" : "PUT");
        if (!presents(tokenHash, asked.presentedHash()) && !presents(offeredHash, asked.presentedHash())) {
            throw new Rejection(
                    Rejection.Code.CONFLICT, "the token is void, because other credentials were exchanged meanwhile");
        }
        for (CredentialsRole role : asked.roles()) {
            if (own.include(role.party()) && !holds(role)) {
                throw Rejection.invalid("roles name " + role.role() + " " + role.party()
                        + ", which this platform acts for itself (setting ocpi.parties, or registered since)");
            }
        }
    }

    /** Stores what was exchanged, after {@link #requireExchange}. */
    void exchange(Exchange exchange) {
        apply(new CredentialsExchanged(
                known(),
                exchange.roles(),
                exchange.hubPartyId(),
                exchange.tokenHash(),
                exchange.connection(),
                exchange.given()));
    }

    /**
     * Checks that the token is the one that we offered last.
     *
     * @throws Rejection if the partner exchanged or ended its credentials meanwhile
     */
    void requireOffered(String hash, List<CredentialsRole> obtained, OwnParties own) {
        boolean offered = existing() == PartnerState.CONNECTING
                ? presents(tokenHash, hash)
                : existing().connected() && presents(offeredHash, hash);
        if (!offered) {
            throw new Rejection(Rejection.Code.CONFLICT, "other credentials were exchanged meanwhile");
        }
        for (CredentialsRole role : obtained) {
            if (own.include(role.party()) && !holds(role)) {
                throw new Rejection(
                        Rejection.Code.CONFLICT,
                        "the partner names " + role.role() + " " + role.party()
                                + ", which this platform acts for itself (setting ocpi.parties, or registered since)");
            }
        }
    }

    boolean failConnection(String reason) {
        if (state != PartnerState.CONNECTING) {
            return false;
        }
        apply(new ConnectionFailed(known(), reason));
        return true;
    }

    /**
     * Lets the partner present another token as well.
     *
     * @param underWay how long after an offer its answer may still come, on whatever node
     */
    void offer(String hash, Instant now, Duration underWay) {
        if (!existing().connected()) {
            throw new Rejection(Rejection.Code.CONFLICT, "the partner is not registered");
        }
        if (offeredHash != null && now.isBefore(offeredAt.plus(underWay))) {
            throw new Rejection(Rejection.Code.CONFLICT, "the partner's token is being rotated already");
        }
        apply(new TokenOffered(known(), hash));
    }

    boolean withdrawOffer(String hash, String reason) {
        if (!presents(offeredHash, hash)) {
            return false;
        }
        apply(new TokenOfferWithdrawn(known(), reason));
        return true;
    }

    /** Ends the connection, if it has not ended yet. */
    boolean end() {
        if (existing() == PartnerState.UNREGISTERED) {
            return false;
        }
        apply(new PartnerUnregistered(known()));
        return true;
    }

    boolean see(PartnerQuirks quirks) {
        if (existing() == PartnerState.UNREGISTERED || quirks.equals(quirksSeen)) {
            return false;
        }
        apply(new QuirksSeen(known(), quirks));
        return true;
    }

    boolean set(PartnerQuirks quirks) {
        existing();
        if (quirks.equals(quirksSet)) {
            return false;
        }
        apply(new QuirksSet(known(), quirks));
        return true;
    }

    /** Whoever could not be connected was never a partner. */
    private PartnerState existing() {
        if (state == null) {
            throw Rejection.notFound("partner");
        }
        return state;
    }

    private PartnerId known() {
        return Objects.requireNonNull(id);
    }

    private boolean holds(CredentialsRole role) {
        return roles.stream()
                .anyMatch(held -> held.role() == role.role() && held.party().equals(role.party()));
    }

    private static boolean presents(@Nullable String hash, String presented) {
        return hash != null && AccessTokens.same(hash, presented);
    }

    @EventSourcingHandler
    void evolve(PartnerEvent event, @Timestamp Instant at) {
        id = event.partnerId();
        switch (event) {
            case PartnerProvisioned made -> {
                name = made.name();
                connection = made.connection();
                hold(PartnerState.PROVISIONED, made.roles(), made.hubPartyId());
                takeToken(made.tokenHash(), at);
            }
            case PartnerInvited made -> {
                name = made.name();
                hold(PartnerState.INVITED, made.roles(), made.hubPartyId());
                takeToken(made.tokenHash(), at);
            }
            case ConnectionStarted made -> {
                name = made.name();
                state = PartnerState.CONNECTING;
                takeToken(made.tokenHash(), at);
            }
            case ConnectionFailed failed -> state = null;
            case TokenOffered offer -> {
                offeredHash = offer.tokenHash();
                offeredAt = at;
            }
            case TokenOfferWithdrawn withdrawn -> offeredHash = null;
            case CredentialsExchanged exchanged -> {
                connection = exchanged.connection();
                given = exchanged.given();
                hold(PartnerState.REGISTERED, exchanged.roles(), exchanged.hubPartyId());
                takeToken(exchanged.tokenHash(), at);
            }
            case PartnerUnregistered ended -> {
                state = PartnerState.UNREGISTERED;
                connection = null;
                tokenHash = null;
                offeredHash = null;
            }
            case QuirksSeen seen -> quirksSeen = seen.quirks();
            case QuirksSet set -> quirksSet = set.quirks();
        }
    }

    private void hold(PartnerState newState, List<CredentialsRole> newRoles, @Nullable CiString newHub) {
        state = newState;
        roles = newRoles;
        hubPartyId = newHub;
    }

    private void takeToken(String hash, Instant at) {
        tokenHash = hash;
        tokenIssuedAt = at;
        offeredHash = null;
    }
}
