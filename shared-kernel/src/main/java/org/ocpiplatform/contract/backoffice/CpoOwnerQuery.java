package org.ocpiplatform.contract.backoffice;

import java.util.Collection;
import org.ocpiplatform.ocpi.PartyId;

/** What can be asked about companies with a CPO on this platform. */
public sealed interface CpoOwnerQuery {

    /** The company with a user of that name, in whatever case; answered by an optional {@link CpoOwnerView}. */
    record FindCpoOwnerByUsername(String username) implements CpoOwnerQuery {}

    /** The companies whose CPOs these are, in one look; answered by {@link CpoOwnerView}s, in no order. */
    record FindCpoOwnersOf(Collection<PartyId> parties) implements CpoOwnerQuery {}

    /**
     * The CPOs of all companies in the order in which they registered; answered by
     * {@link org.ocpiplatform.ocpi.credentials.CredentialsRole}s. Remembered for a moment.
     */
    record ListRegisteredParties() implements CpoOwnerQuery {}
}
