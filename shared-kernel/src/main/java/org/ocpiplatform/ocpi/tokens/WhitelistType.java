package org.ocpiplatform.ocpi.tokens;

/** When a CPO may decide on its own copy of a token (OCPI 2.3.0, WhitelistType enum). */
public enum WhitelistType {
    ALWAYS,
    ALLOWED,
    ALLOWED_OFFLINE,
    NEVER
}
