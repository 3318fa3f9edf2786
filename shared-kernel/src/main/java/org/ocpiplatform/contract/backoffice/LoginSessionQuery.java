package org.ocpiplatform.contract.backoffice;

/** What can be asked about login sessions. */
public sealed interface LoginSessionQuery {

    /**
     * Whether the session is there and has not ended, as the read store knows it now, on whichever node it ended;
     * answered by a Boolean. Its time is not looked at.
     */
    record IsLoginSessionOpen(LoginSessionId loginSessionId) implements LoginSessionQuery {}
}
