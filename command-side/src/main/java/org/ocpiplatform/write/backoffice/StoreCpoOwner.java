package org.ocpiplatform.write.backoffice;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.RegisterCpoOwner;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.ocpi.PartyId;

/**
 * Stores a company with this party, in a unit of work of its own. Answered by a
 * {@link org.ocpiplatform.contract.WriteResult}; fails with {@link PartyTaken} if somebody has the party.
 */
record StoreCpoOwner(RegisterCpoOwner registration, PartyId party) {

    @TargetAggregateIdentifier
    CpoOwnerId cpoOwnerId() {
        return registration.cpoOwnerId();
    }

    /** Another party must be found. */
    static final class PartyTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PartyTaken() {
            super(null, null, false, false);
        }
    }
}
