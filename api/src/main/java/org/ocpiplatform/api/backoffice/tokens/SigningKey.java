package org.ocpiplatform.api.backoffice.tokens;

import java.time.Instant;

/**
 * A key that tokens are signed with, as administrators see it.
 *
 * @param kid its id, which every token that it signed names
 * @param signing whether it signs new tokens; the others only verify what they signed before
 */
public record SigningKey(String kid, Instant createdAt, boolean signing) {}
