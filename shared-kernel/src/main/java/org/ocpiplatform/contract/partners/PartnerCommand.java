package org.ocpiplatform.contract.partners;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/**
 * What can be asked of a partner. Roles are valid, and without duplicates. Every command that gives a partner roles is
 * rejected as a conflict while another partner holds one of them. A token hash is that of the token that the partner
 * will present to us.
 */
public sealed interface PartnerCommand {

    /** The partner that is meant. */
    PartnerId partnerId();

    /**
     * Makes a platform a partner without a handshake. Answered by a {@link org.ocpiplatform.contract.WriteResult};
     * rejected if its endpoints cannot be fetched.
     *
     * @param hubPartyId country code and party id of the hub on that platform; none if it is no hub
     * @param reach where it is called, and with what; none if it never is
     */
    record ProvisionPartner(
            @TargetAggregateIdentifier PartnerId partnerId,
            String name,
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            String tokenHash,
            @Nullable Reach reach)
            implements PartnerCommand {}

    /**
     * Where a platform is called, and with what.
     *
     * @param versionsUrl where its versions are listed
     * @param token what we present there
     */
    record Reach(String versionsUrl, SealedSecret token) {}

    /** Gives a platform a token A to register with. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record InvitePartner(
            @TargetAggregateIdentifier PartnerId partnerId,
            String name,
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            String tokenHash)
            implements PartnerCommand {}

    /**
     * Takes the credentials that a partner POSTs or PUTs: calls it back for its endpoints, and stores the exchange.
     * Answered by a {@link org.ocpiplatform.contract.WriteResult}.
     *
     * @param first whether it is a registration, which only an invited partner may ask for; all others may change one
     * @param presentedHash of the token with which the partner asked; void if another exchange came first
     * @param reach what the partner's credentials say of it
     * @param tokenHash of the token that the answer gives to the partner
     */
    record AcceptCredentials(
            @TargetAggregateIdentifier PartnerId partnerId,
            boolean first,
            String presentedHash,
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            Reach reach,
            String tokenHash)
            implements PartnerCommand {}

    /**
     * Registers this platform at another one. Answered by a {@link org.ocpiplatform.contract.WriteResult}; a failure
     * names the step and what the other side answered.
     *
     * @param reach with the token A that the other side gave us
     */
    record ConnectPartner(@TargetAggregateIdentifier PartnerId partnerId, String name, Reach reach)
            implements PartnerCommand {}

    /** Gives the partner a new token and takes a new one from it. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record RotateCredentials(@TargetAggregateIdentifier PartnerId partnerId) implements PartnerCommand {}

    /** Ends the connection at the partner, which is told, and here. Answered by an {@link EndedRegistration}. */
    record EndRegistration(@TargetAggregateIdentifier PartnerId partnerId) implements PartnerCommand {}

    /** Ends the connection here, because the partner asked for it. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record UnregisterPartner(@TargetAggregateIdentifier PartnerId partnerId) implements PartnerCommand {}

    /** Says where the partner was seen to depart from the protocol. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record RecordQuirks(@TargetAggregateIdentifier PartnerId partnerId, PartnerQuirks quirks)
            implements PartnerCommand {}

    /** Says where the partner departs from the protocol. Answered by a {@link org.ocpiplatform.contract.WriteResult}. */
    record SetQuirks(@TargetAggregateIdentifier PartnerId partnerId, PartnerQuirks quirks) implements PartnerCommand {}

    /**
     * How a connection ended.
     *
     * @param partnerTold whether the partner knows
     * @param detail what it answered, or why it could not be told; none if there was nothing to tell
     */
    record EndedRegistration(
            org.ocpiplatform.contract.WriteResult result,
            boolean partnerTold,
            @Nullable String detail) {}
}
