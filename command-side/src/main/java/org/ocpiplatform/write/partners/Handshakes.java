package org.ocpiplatform.write.partners;

import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.OwnCredentials;
import org.ocpiplatform.contract.partners.PartnerCommand.AcceptCredentials;
import org.ocpiplatform.contract.partners.PartnerCommand.ConnectPartner;
import org.ocpiplatform.contract.partners.PartnerCommand.EndRegistration;
import org.ocpiplatform.contract.partners.PartnerCommand.EndedRegistration;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerCommand.Reach;
import org.ocpiplatform.contract.partners.PartnerCommand.RotateCredentials;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.Credentials;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.ocpiplatform.write.outbound.Contacts;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.Peer;
import org.ocpiplatform.write.partners.RegistrationStep.CheckExchange;
import org.ocpiplatform.write.partners.RegistrationStep.EndHere;
import org.ocpiplatform.write.partners.RegistrationStep.Exchange;
import org.ocpiplatform.write.partners.RegistrationStep.FailConnection;
import org.ocpiplatform.write.partners.RegistrationStep.OfferToken;
import org.ocpiplatform.write.partners.RegistrationStep.ReadStanding;
import org.ocpiplatform.write.partners.RegistrationStep.Standing;
import org.ocpiplatform.write.partners.RegistrationStep.StartConnection;
import org.ocpiplatform.write.partners.RegistrationStep.StoreAccepted;
import org.ocpiplatform.write.partners.RegistrationStep.StoreObtained;
import org.ocpiplatform.write.partners.RegistrationStep.StoreProvisioned;
import org.ocpiplatform.write.partners.RegistrationStep.WithdrawOffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Exchanges credentials with other platforms (OCPI 2.3.0, chapter Credentials). While another platform is called nothing
 * is held here: it calls us back before it answers, and may never answer.
 */
@Component
final class Handshakes {

    private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);

    private final RegistrationSteps steps;
    private final OwnDescription ourselves;
    private final PartnerCalls calls;
    private final Contacts contacts;
    private final SecretSeal seal;
    private final AccessTokens tokens;

    Handshakes(
            RegistrationSteps steps,
            OwnDescription ourselves,
            PartnerCalls calls,
            Contacts contacts,
            SecretSeal seal,
            AccessTokens tokens) {
        this.steps = steps;
        this.ourselves = ourselves;
        this.calls = calls;
        this.contacts = contacts;
        this.seal = seal;
        this.tokens = tokens;
    }

    @CommandHandler
    WriteResult handle(ProvisionPartner command, MetaData origin) {
        PartnerConnection connection = null;
        Reach reach = command.reach();
        if (reach != null) {
            Counterpart platform = counterpart(command.partnerId(), reach.token(), PartnerQuirks.NONE, origin);
            connection = new PartnerConnection(
                    reach.versionsUrl(),
                    reach.token(),
                    discover(platform, reach.versionsUrl(), Rejection.Code.INVALID));
        }
        return steps.take(new StoreProvisioned(command, connection), origin, WriteResult.class);
    }

    @CommandHandler
    WriteResult handle(AcceptCredentials command, MetaData origin) {
        PartnerId id = command.partnerId();
        CheckExchange check = new CheckExchange(id, command.first(), command.presentedHash(), command.roles());
        Standing standing = steps.take(check, origin, Standing.class);
        Reach reach = command.reach();
        // Counted apart: how calls to where it was before went says nothing about where it is now.
        String name = id.value() + "/" + command.tokenHash().substring(0, 8);
        String token = seal.open(reach.token());
        List<Endpoint> endpoints = discover(
                new Counterpart(calls, name, token, standing.quirks(), correlation(id, origin)),
                reach.versionsUrl(),
                Rejection.Code.CLIENT_UNREACHABLE);
        contacts.succeeded(new Peer(id.value(), token, standing.quirks()));
        OwnCredentials told = ourselves.of(id, command.roles());
        CommonInterfaces.require(endpoints, told.roles());
        return steps.take(
                new StoreAccepted(
                        check,
                        new Exchange(
                                command.roles(),
                                command.hubPartyId(),
                                command.tokenHash(),
                                new PartnerConnection(reach.versionsUrl(), reach.token(), endpoints),
                                ourselves.fingerprint(told))),
                origin,
                WriteResult.class);
    }

    @CommandHandler
    WriteResult handle(ConnectPartner command, MetaData origin) {
        PartnerId id = command.partnerId();
        String versionsUrl = command.reach().versionsUrl();
        Counterpart platform = counterpart(id, command.reach().token(), PartnerQuirks.NONE, origin);
        List<Endpoint> endpoints = discover(platform, versionsUrl, Rejection.Code.INVALID);
        OwnCredentials told = ourselves.of(id, List.of());
        CommonInterfaces.require(endpoints, told.roles());
        String token = tokens.issue();
        try {
            steps.takeAndShow(new StartConnection(id, command.name(), versionsUrl, AccessTokens.hash(token)), origin);
            Credentials theirs = platform.exchange("POST", endpoints, told.with(token));
            try {
                return obtained(id, versionsUrl, endpoints, theirs, token, told, theirs.roles(), origin);
            } catch (RuntimeException e) {
                // The other platform believes that it is registered, and should not.
                tellEnd(counterpart(id, theirs.token(), PartnerQuirks.NONE, origin), endpoints);
                throw e;
            }
        } catch (OutboundFailure e) {
            Rejection failure = new Rejection(Rejection.Code.PARTNER_FAILED, "POST credentials: " + e.getMessage());
            throw giveUp(id, failure, origin);
        } catch (RuntimeException e) {
            throw giveUp(id, e, origin);
        }
    }

    @CommandHandler
    WriteResult handle(RotateCredentials command, MetaData origin) {
        PartnerId id = command.partnerId();
        Standing standing = steps.take(new ReadStanding(id), origin, Standing.class);
        PartnerConnection connection = standing.called()
                .orElseThrow(() -> new Rejection(
                        Rejection.Code.CONFLICT, "the partner is not registered, or is never called by this platform"));
        Counterpart platform = counterpart(id, connection.token(), standing.quirks(), origin);
        // Endpoints may have moved, and a partner that no longer takes our token must not lose an offer of before.
        List<Endpoint> endpoints = discover(platform, connection.versionsUrl(), Rejection.Code.CLIENT_UNREACHABLE);
        OwnCredentials told = ourselves.of(id, standing.roles());
        String token = tokens.issue();
        String hash = AccessTokens.hash(token);
        try {
            steps.takeAndShow(new OfferToken(id, hash), origin);
            Credentials theirs = platform.exchange("PUT", endpoints, told.with(token));
            return rotated(id, standing, connection.versionsUrl(), endpoints, theirs, token, told, origin);
        } catch (OutboundFailure e) {
            String reason = "PUT credentials: " + e.getMessage();
            // Who has not answered may still be about to take the token.
            boolean answered = e.reason() != OutboundFailure.Reason.TIMEOUT;
            if (isRefusal(e) || (answered && platform.takesToken(connection.versionsUrl()))) {
                steps.take(new WithdrawOffer(id, hash, reason), origin, WriteResult.class);
            }
            throw new Rejection(Rejection.Code.PARTNER_FAILED, reason);
        } catch (Rejection e) {
            if (e.code() == Rejection.Code.UNAVAILABLE) {
                steps.take(new WithdrawOffer(id, hash, e.getMessage()), origin, WriteResult.class);
            }
            throw e;
        }
    }

    @CommandHandler
    EndedRegistration handle(EndRegistration command, MetaData origin) {
        PartnerId id = command.partnerId();
        Standing standing = steps.take(new ReadStanding(id), origin, Standing.class);
        Optional<PartnerConnection> connection = standing.called();
        String failure = connection
                .map(called -> tellEnd(counterpart(id, called.token(), standing.quirks(), origin), called.endpoints()))
                .orElse(null);
        WriteResult result = steps.take(new EndHere(id), origin, WriteResult.class);
        boolean told = connection.isPresent() && failure == null;
        return new EndedRegistration(result, told, told ? "the partner has ended the registration" : failure);
    }

    private RuntimeException giveUp(PartnerId id, RuntimeException failure, MetaData origin) {
        try {
            steps.take(new FailConnection(id, String.valueOf(failure.getMessage())), origin, WriteResult.class);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** With the roles that the partner names now, or if another partner holds one of those, with the ones it had. */
    private WriteResult rotated(
            PartnerId id,
            Standing standing,
            String versionsUrl,
            List<Endpoint> endpoints,
            Credentials theirs,
            String token,
            OwnCredentials told,
            MetaData origin) {
        try {
            return obtained(id, versionsUrl, endpoints, theirs, token, told, theirs.roles(), origin);
        } catch (Rejection e) {
            // Its old token is void already: without the new one neither side could call the other.
            LOG.warn("Partner {} keeps its roles at a rotation: {}", id, e.getMessage());
            return obtained(id, versionsUrl, endpoints, theirs, token, told, standing.roles(), origin);
        }
    }

    private WriteResult obtained(
            PartnerId id,
            String versionsUrl,
            List<Endpoint> endpoints,
            Credentials theirs,
            String token,
            OwnCredentials told,
            List<CredentialsRole> roles,
            MetaData origin) {
        CiString hub = theirs.hubPartyId();
        return steps.take(
                new StoreObtained(
                        id,
                        new Exchange(
                                roles,
                                hub,
                                AccessTokens.hash(token),
                                new PartnerConnection(versionsUrl, seal.seal(theirs.token()), endpoints),
                                ourselves.fingerprint(told))),
                origin,
                WriteResult.class);
    }

    /** Why the other platform could not be told that a registration has ended; none if it was. */
    private static @Nullable String tellEnd(Counterpart platform, List<Endpoint> endpoints) {
        try {
            platform.unregister(endpoints);
            return null;
        } catch (OutboundFailure e) {
            return e.getMessage();
        }
    }

    private static List<Endpoint> discover(Counterpart platform, String versionsUrl, Rejection.Code onRefusedUrl) {
        try {
            return platform.discover(versionsUrl);
        } catch (OutboundFailure e) {
            throw new Rejection(onRefusedUrl, "versions: " + e.getMessage());
        }
    }

    /** Whether the partner cannot have taken the token: all other failures leave open what it did. */
    private static boolean isRefusal(OutboundFailure failure) {
        return switch (failure.reason()) {
            case REFUSED_URL, BUSY, CIRCUIT_OPEN, REDIRECT -> true;
            case REFUSED -> failure.httpStatus() != null && failure.httpStatus() < 500;
            // A connection may also have been lost after the request was sent.
            case NO_CONNECTION, TIMEOUT, TOO_LARGE, NOT_OCPI -> false;
        };
    }

    private Counterpart counterpart(PartnerId id, SealedSecret token, PartnerQuirks quirks, MetaData origin) {
        return counterpart(id, seal.open(token), quirks, origin);
    }

    private Counterpart counterpart(PartnerId id, String token, PartnerQuirks quirks, MetaData origin) {
        return new Counterpart(calls, id.value(), token, quirks, correlation(id, origin));
    }

    private static String correlation(PartnerId id, MetaData origin) {
        return origin.getOrDefault(
                        MessageOrigin.CORRELATION_ID, origin.getOrDefault(MessageOrigin.REQUEST_ID, id.value()))
                .toString();
    }
}
