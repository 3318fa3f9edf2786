package org.ocpiplatform.contract.hub;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;

/**
 * Passes a request on to the partner that speaks for a party. Answered by a {@link PassedOn}, whatever the partner's
 * status; rejected if the party is unknown, cannot be reached, or does not answer in time.
 *
 * @param to the party that the request is for
 * @param from the party that it comes from, if the request says so
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param role of the interface that was called here, and is called there
 * @param rest of the URL after the interface's own, encoded, with its query; empty if there is none
 * @param body as it came; none if there is none
 */
public record PassOn(
        PartyId to,
        @Nullable PartyId from,
        String method,
        ModuleId module,
        InterfaceRole role,
        String rest,
        String correlationId,
        @Nullable String body) {}
