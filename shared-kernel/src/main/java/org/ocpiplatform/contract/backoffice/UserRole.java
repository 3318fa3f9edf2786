package org.ocpiplatform.contract.backoffice;

/** What a user of the back office may touch. */
public enum UserRole {
    /** What belongs to the user's own CPO. */
    CPO_OWNER,
    /** What belongs to any CPO, and the administration API. */
    ADMIN
}
