package org.ocpiplatform.contract.backoffice;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.StoredType;

/** What happened to the claim on something that only one of all companies may have. */
public sealed interface AccountClaimEvent {

    /** The claim it happened to. */
    AccountClaimId claimId();

    /** A company has it from now on. */
    @Revision("1")
    @StoredType("account_claims.granted")
    record AccountClaimGranted(AccountClaimId claimId, CpoOwnerId cpoOwnerId) implements AccountClaimEvent {}
}
