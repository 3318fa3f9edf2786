package org.ocpiplatform.contract.reservations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.tokens.Token;

/**
 * What is kept for whom, until when.
 *
 * @param requestId of the RESERVE_NOW that led to it
 * @param reservationId as its sender spells it
 * @param token of the driver
 * @param evseUid none where any EVSE of the location will do
 * @param authorizationReference for the session and the CDR
 */
public record Hold(
        RequestId requestId,
        CiString reservationId,
        Token token,
        CiString locationId,
        @Nullable CiString evseUid,
        @Nullable CiString authorizationReference,
        Instant expiryDate) {}
