package org.ocpiplatform.contract.partners;

/** How far a partner's registration has come. */
public enum PartnerState {
    /** Holds a registration token A and has not used it. */
    INVITED,
    /** Is being connected by us with a token A of its own; administrators do not see it until that has worked. */
    CONNECTING,
    /** Has exchanged credentials with us. */
    REGISTERED,
    /** Was given a token C by an administrator, without a handshake. */
    PROVISIONED,
    /** Has ended the connection; its parties are free again. */
    UNREGISTERED
}
