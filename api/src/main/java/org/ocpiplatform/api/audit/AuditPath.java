package org.ocpiplatform.api.audit;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.history.AuditedModules;
import org.ocpiplatform.contract.history.ObjectLocator;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.validation.Text;

/** The object that a path and its query name. */
final class AuditPath {

    private static final Map<String, Side> SIDES =
            Map.of(Side.CPO.segment(), Side.CPO, Side.EMSP.segment(), Side.EMSP, Side.PTP.segment(), Side.PTP);
    private static final int MAX_TYPE = 36;

    private AuditPath() {}

    /**
     * The object of a path.
     *
     * @param type of a token
     * @param role of a client info; its id if absent
     * @throws Rejection if there can be no such object, or the type is none
     */
    static ObjectLocator object(
            String side,
            String module,
            String countryCode,
            String partyId,
            String id,
            @Nullable String type,
            @Nullable String role) {
        Side known = SIDES.get(side);
        if (known == null) {
            throw new Rejection(Rejection.Code.NOT_FOUND, "side must be cpo, emsp or ptp");
        }
        if (!AuditedModules.names().contains(module)) {
            throw new Rejection(Rejection.Code.NOT_FOUND, "there is no module " + module);
        }
        return new ObjectLocator(
                known,
                module,
                PartyId.of(countryCode, partyId),
                CiString.of(
                        role != null && module.equals(ObjectKind.CLIENT_INFO.segment())
                                ? role.toUpperCase(Locale.ROOT)
                                : id),
                type(type));
    }

    private static @Nullable TokenType type(@Nullable String given) {
        if (given != null && !Text.Validator.fits(given, 1, MAX_TYPE)) {
            throw Rejection.invalid("type must be 1 to " + MAX_TYPE + " characters without control characters");
        }
        return given == null ? null : new TokenType(given);
    }

    /**
     * The side that a query names.
     *
     * @throws Rejection if it is none
     */
    static @Nullable Side side(@Nullable String given) {
        if (given != null && !SIDES.containsKey(given)) {
            throw Rejection.invalid("side must be cpo, emsp or ptp");
        }
        return given == null ? null : SIDES.get(given);
    }

    /**
     * The module that a query names.
     *
     * @throws Rejection if it is none
     */
    static @Nullable String module(@Nullable String given) {
        if (given != null && !AuditedModules.names().contains(given)) {
            throw Rejection.invalid("module must be one of "
                    + String.join(", ", AuditedModules.names().stream().sorted().toList()));
        }
        return given;
    }
}
