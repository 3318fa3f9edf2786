package org.ocpiplatform.contract.partners;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;

/** What happened to the claim on a party. */
public sealed interface PartyClaimEvent {

    /** The claim it happened to. */
    PartyClaimId claimId();

    /** A partner holds the party from now on. */
    @Revision("1")
    @StoredType("party_claims.granted")
    record PartyClaimGranted(PartyClaimId claimId, PartnerId partnerId) implements PartyClaimEvent {}

    /** The partner no longer holds the party, which another may hold from now on. */
    @Revision("1")
    @StoredType("party_claims.released")
    record PartyClaimReleased(PartyClaimId claimId, PartnerId partnerId) implements PartyClaimEvent {}

    /**
     * This platform itself acts for the party from now on. A partner may hold it all the same, if an administrator
     * provisions it as the party's own system.
     */
    @Revision("1")
    @StoredType("party_claims.taken_over")
    record PartyClaimTakenOver(PartyClaimId claimId, CpoOwnerId cpoOwnerId) implements PartyClaimEvent {}
}
