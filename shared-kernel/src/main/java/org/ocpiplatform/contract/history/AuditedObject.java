package org.ocpiplatform.contract.history;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;

/**
 * Which object a history tells of.
 *
 * @param module name of the OCPI module, or of the kind of object where a module has several
 * @param countryCode of the owner; of a remote request of the CPO that is asked
 * @param partyId of the owner; of a remote request of the CPO that is asked
 * @param id of a client info the role
 * @param type of a token, which is part of its identity; absent of everything else
 */
public record AuditedObject(
        Side side,
        String module,
        CiString countryCode,
        CiString partyId,
        String id,
        @Nullable String type) {}
