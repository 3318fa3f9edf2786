package org.ocpiplatform.api.backoffice;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.ocpi.PartyId;

/**
 * The user behind a request, as the token says; controllers and GraphQL get it as the authentication's principal.
 *
 * @param cpo that the user belongs to; none of an ADMIN
 * @param session that the token belongs to
 * @param tokenId {@code jti} of the token
 */
public record BackOfficeCaller(
        UserId userId, UserRole role, @Nullable PartyId cpo, LoginSessionId session, String tokenId) {

    /** Where a command of this user comes from, for its metadata. */
    public Map<String, String> origin(HttpServletRequest request) {
        return BackOfficeOrigin.of(request, userId, cpo);
    }
}
