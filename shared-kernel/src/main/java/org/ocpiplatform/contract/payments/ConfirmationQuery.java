package org.ocpiplatform.contract.payments;

import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;

/** What can be asked about confirmations whoever asks. */
public sealed interface ConfirmationQuery {

    /** The confirmations of an authorization by its PTP, oldest first; answered by ReplicaIds. */
    record FindConfirmationsByReference(Side side, PartyId owner, CiString authorizationReference)
            implements ConfirmationQuery {}
}
