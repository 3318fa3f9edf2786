package org.ocpiplatform.contract.incoming;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;

/**
 * What is known where a request is decided on.
 *
 * @param caller who asks
 * @param location that the request names, or that of the session; none if it is unknown
 * @param session that the request names; none if it is unknown
 * @param reservedAt location at which a reservation holds that has the id of the request and is the caller's; none if
 *     there is no such reservation
 * @param tooOften whether the caller asks about the session's profile more often than is allowed
 */
public record Premises(
        Caller caller,
        @Nullable Location location,
        @Nullable Session session,
        @Nullable CiString reservedAt,
        boolean tooOften) {}
