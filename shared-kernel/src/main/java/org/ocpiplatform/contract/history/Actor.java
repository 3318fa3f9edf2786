package org.ocpiplatform.contract.history;

import org.jspecify.annotations.Nullable;

/**
 * Who did something. All of it is absent where the platform acted by itself.
 *
 * @param partnerId the partner whose request it was
 * @param countryCode of the party that acted
 * @param partyId of the party that acted
 * @param userId the user of the back office whose request it was
 */
public record Actor(
        @Nullable String partnerId,
        @Nullable String countryCode,
        @Nullable String partyId,
        @Nullable String userId) {}
