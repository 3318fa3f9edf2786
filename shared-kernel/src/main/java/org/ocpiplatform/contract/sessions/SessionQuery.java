package org.ocpiplatform.contract.sessions;

import org.ocpiplatform.ocpi.CiString;

/** What can be asked about sessions whoever asks. */
public sealed interface SessionQuery {

    /** The CPOs of the sessions with an authorization_reference, on whatever side; answered by PartyIds. */
    record FindCposByAuthorizationReference(CiString authorizationReference) implements SessionQuery {}
}
