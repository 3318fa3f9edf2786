package org.ocpiplatform.write.partners;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/** What {@link Handshakes} store or read between two calls to a partner, each in a unit of work of its own. */
sealed interface RegistrationStep {

    /** The partner that is meant. */
    PartnerId partnerId();

    /** Asks how far the registration has come; answered by a {@link Standing}, rejected if nobody is known there. */
    record ReadStanding(@TargetAggregateIdentifier PartnerId partnerId) implements RegistrationStep {}

    /**
     * Asks whether credentials that a partner sent could be accepted; answered by a {@link Standing}, rejected if not.
     *
     * @param first whether it is a registration
     */
    record CheckExchange(
            @TargetAggregateIdentifier PartnerId partnerId,
            boolean first,
            String presentedHash,
            List<CredentialsRole> roles)
            implements RegistrationStep {}

    /** Stores an exchange that the partner asked for. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record StoreAccepted(CheckExchange asked, Exchange exchange) implements RegistrationStep {

        @Override
        @TargetAggregateIdentifier
        public PartnerId partnerId() {
            return asked.partnerId();
        }
    }

    /**
     * Stores an exchange that we asked for, whose token must still be the one that we offered. Answered by a
     * {@link org.ocpiplatform.contract.WriteResult}.
     */
    record StoreObtained(@TargetAggregateIdentifier PartnerId partnerId, Exchange exchange)
            implements RegistrationStep {}

    /**
     * What both sides know once credentials are exchanged.
     *
     * @param tokenHash of the token that the partner presents from now on
     * @param given stands for what we told of ourselves
     */
    record Exchange(
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            String tokenHash,
            PartnerConnection connection,
            String given) {}

    /** Stores a partner without a handshake. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record StoreProvisioned(
            ProvisionPartner partner, @Nullable PartnerConnection connection) implements RegistrationStep {

        @Override
        @TargetAggregateIdentifier
        public PartnerId partnerId() {
            return partner.partnerId();
        }
    }

    /** Lets a platform call our versions while we register there. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record StartConnection(
            @TargetAggregateIdentifier PartnerId partnerId, String name, String versionsUrl, String tokenHash)
            implements RegistrationStep {}

    /** Takes that back. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record FailConnection(@TargetAggregateIdentifier PartnerId partnerId, String reason) implements RegistrationStep {}

    /** Lets a partner present another token as well. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record OfferToken(@TargetAggregateIdentifier PartnerId partnerId, String tokenHash) implements RegistrationStep {}

    /** Takes that back. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record WithdrawOffer(@TargetAggregateIdentifier PartnerId partnerId, String tokenHash, String reason)
            implements RegistrationStep {}

    /** Ends a connection, whatever its state. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record EndHere(@TargetAggregateIdentifier PartnerId partnerId) implements RegistrationStep {}

    /**
     * How far a registration has come.
     *
     * @param connection how the partner is called; none if it never is
     * @param given stands for what the partner knows of us; none if nothing is known of that
     */
    record Standing(
            String name,
            PartnerState state,
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            Instant tokenIssuedAt,
            @Nullable PartnerConnection connection,
            @Nullable String given,
            PartnerQuirks quirks) {

        /** How the partner is called, while it is connected. */
        Optional<PartnerConnection> called() {
            return Optional.ofNullable(connection).filter(known -> state.connected());
        }
    }
}
