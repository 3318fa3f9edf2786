package org.ocpiplatform.ocpi.tokens;

/** Whether a token may charge (OCPI 2.3.0, AllowedType enum). */
public enum AllowedType {
    ALLOWED,
    BLOCKED,
    EXPIRED,
    NO_CREDIT,
    NOT_ALLOWED
}
