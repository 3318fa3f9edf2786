package org.ocpiplatform.contract.partners;

import org.ocpiplatform.ocpi.PartyId;

/** What can be asked about partners. */
public sealed interface PartnerQuery {

    /** The partner that may present a token with this hash; answered by an optional PartnerView. */
    record FindPartnerByToken(String tokenHash) implements PartnerQuery {}

    /** One partner; answered by an optional PartnerView. */
    record FindPartner(PartnerId partnerId) implements PartnerQuery {}

    /** The partner with how it is called, if it is and may be; answered by an optional PartnerLink. */
    record FindPartnerLink(PartnerId partnerId) implements PartnerQuery {}

    /** All partners that we may call; answered by PartnerLinks. */
    record ListPartnerLinks() implements PartnerQuery {}

    /** How calls to the partner go; answered by a PartnerCallStatus. */
    record FindCallStatus(PartnerId partnerId) implements PartnerQuery {}

    /** All partners by name; answered by PartnerViews. */
    record ListPartners() implements PartnerQuery {}

    /** What this platform tells a partner of itself; answered by an {@link OwnCredentials}. */
    record FindOwnCredentials(PartnerId recipient) implements PartnerQuery {}

    /** Whether the party is one that a provisioned partner runs on this platform; answered by a Boolean. */
    record HostsParty(PartyId party) implements PartnerQuery {}
}
