package org.ocpiplatform.ocpi.sessions;

/** The state of a session (OCPI 2.3.0, SessionStatus enum). */
public enum SessionStatus {
    PENDING,
    RESERVATION,
    ACTIVE,
    COMPLETED,
    INVALID
}
