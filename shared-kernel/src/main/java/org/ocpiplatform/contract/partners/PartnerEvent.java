package org.ocpiplatform.contract.partners;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.secrets.Secret;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/** What happened to a partner. A token hash is that of the token that the partner presents to us. */
public sealed interface PartnerEvent {

    /** The partner it happened to. */
    PartnerId partnerId();

    /**
     * An administrator gave the platform a token C, without a handshake.
     *
     * @param connection how it is called; none if it never is
     */
    @Revision("1")
    @StoredType("partners.provisioned")
    record PartnerProvisioned(
            PartnerId partnerId,
            String name,
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            @Secret String tokenHash,
            @Nullable PartnerConnection connection)
            implements PartnerEvent {}

    /** An administrator gave the platform a token A, to register with. */
    @Revision("1")
    @StoredType("partners.invited")
    record PartnerInvited(
            PartnerId partnerId,
            String name,
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            @Secret String tokenHash)
            implements PartnerEvent {}

    /** We began to register at a platform that had given us a token A; the hash is of our token B. */
    @Revision("1")
    @StoredType("partners.connecting")
    record ConnectionStarted(
            PartnerId partnerId,
            String name,
            String versionsUrl,
            @Secret String tokenHash) implements PartnerEvent {}

    /** We could not register at the platform, which is no partner then. */
    @Revision("1")
    @StoredType("partners.connection_failed")
    record ConnectionFailed(PartnerId partnerId, String reason) implements PartnerEvent {}

    /** We are about to give the partner another token: from now on both work. */
    @Revision("1")
    @StoredType("partners.token_offered")
    record TokenOffered(PartnerId partnerId, @Secret String tokenHash) implements PartnerEvent {}

    /** The partner did not take the other token, which no longer works. */
    @Revision("1")
    @StoredType("partners.token_offer_withdrawn")
    record TokenOfferWithdrawn(PartnerId partnerId, String reason) implements PartnerEvent {}

    /**
     * Credentials were exchanged, for the first time or anew; tokens of before no longer work.
     *
     * @param given stands for what we told of ourselves: another value means that the partner knows something else; none
     *     in old events
     */
    @Revision("1")
    @StoredType("partners.credentials_exchanged")
    record CredentialsExchanged(
            PartnerId partnerId,
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            @Secret String tokenHash,
            PartnerConnection connection,
            @Nullable String given)
            implements PartnerEvent {}

    /** The connection ended; no token works any more. */
    @Revision("1")
    @StoredType("partners.unregistered")
    record PartnerUnregistered(PartnerId partnerId) implements PartnerEvent {}

    /** The partner was seen to depart from the protocol, or no longer to do so. */
    @Revision("1")
    @StoredType("partners.quirks_seen")
    record QuirksSeen(PartnerId partnerId, PartnerQuirks quirks) implements PartnerEvent {}

    /** An administrator said where the partner departs from the protocol. */
    @Revision("1")
    @StoredType("partners.quirks_set")
    record QuirksSet(PartnerId partnerId, PartnerQuirks quirks) implements PartnerEvent {}
}
