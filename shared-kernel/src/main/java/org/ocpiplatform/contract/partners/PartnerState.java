package org.ocpiplatform.contract.partners;

import java.util.List;
import org.ocpiplatform.contract.Rejection;

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
    UNREGISTERED;

    /** Whether partners in this state use all interfaces. */
    public boolean connected() {
        return this == REGISTERED || this == PROVISIONED;
    }

    /**
     * Checks that a partner in this state may use a method of the credentials interface (OCPI 2.3.0, chapter
     * Credentials): who is connected can change and end that, who holds a token A can register.
     *
     * @throws Rejection that names the methods that it may use
     */
    public void requireCredentialsMethod(String method) {
        List<String> offered = connected() ? List.of("GET", "PUT", "DELETE") : List.of("GET", "POST");
        if (!offered.contains(method)) {
            throw Rejection.notOffered(
                    connected()
                            ? "this platform is registered already; PUT changes that, DELETE ends it"
                            : "this platform is not registered yet, which POST does",
                    offered);
        }
    }
}
