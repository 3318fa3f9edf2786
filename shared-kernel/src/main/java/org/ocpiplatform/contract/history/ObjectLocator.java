package org.ocpiplatform.contract.history;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tokens.TokenType;

/**
 * Where an object is looked for.
 *
 * @param module one of {@link AuditedModules}
 * @param id of a client info the role; of a remote request its uid
 * @param type of a token, RFID if absent; of no meaning for everything else
 */
public record ObjectLocator(
        Side side,
        String module,
        PartyId owner,
        CiString id,
        @Nullable TokenType type) {}
