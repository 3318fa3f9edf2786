package org.ocpiplatform.contract.backoffice;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.secrets.Secret;
import org.ocpiplatform.ocpi.PartyId;

/** What happened to a login session. */
public sealed interface LoginSessionEvent {

    /** The session it happened to. */
    LoginSessionId loginSessionId();

    /**
     * Somebody logged in.
     *
     * @param cpo that the user belongs to; none of an ADMIN
     * @param refreshTokenId {@code jti} of the only refresh token that may be used next
     * @param expiresAt when nobody can refresh it any more
     */
    @Revision("1")
    @StoredType("login_sessions.opened")
    record LoginSessionOpened(
            LoginSessionId loginSessionId,
            UserId userId,
            UserRole role,
            @Nullable PartyId cpo,
            @Secret String refreshTokenId,
            Instant expiresAt)
            implements LoginSessionEvent {}

    /** Its tokens were replaced. */
    @Revision("1")
    @StoredType("login_sessions.refreshed")
    record LoginSessionRefreshed(
            LoginSessionId loginSessionId, @Secret String refreshTokenId, Instant expiresAt)
            implements LoginSessionEvent {}

    /** It ended before its time. */
    @Revision("1")
    @StoredType("login_sessions.closed")
    record LoginSessionClosed(LoginSessionId loginSessionId, Reason reason) implements LoginSessionEvent {

        /** Why it ended. */
        public enum Reason {
            /** The user logged out. */
            LOGOUT,
            /** A refresh token was presented a second time. */
            REUSE
        }
    }
}
