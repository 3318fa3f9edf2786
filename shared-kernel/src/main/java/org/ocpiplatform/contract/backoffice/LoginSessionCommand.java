package org.ocpiplatform.contract.backoffice;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;

/** What can be asked of a login session. */
public sealed interface LoginSessionCommand {

    /** The session that is meant. */
    LoginSessionId loginSessionId();

    /**
     * Begins a session; answered by a WriteResult.
     *
     * @param cpo that the user belongs to; none of an ADMIN
     * @param refreshTokenId {@code jti} of the only refresh token that may be used next
     * @param expiresAt when nobody can refresh it any more
     */
    record OpenLoginSession(
            @TargetAggregateIdentifier LoginSessionId loginSessionId,
            UserId userId,
            UserRole role,
            @Nullable PartyId cpo,
            String refreshTokenId,
            Instant expiresAt)
            implements LoginSessionCommand {}

    /**
     * Trades a refresh token for the next; answered by a {@link RefreshOutcome}. Whoever presents one that was used
     * before ends the session, as one of the two who have it must have stolen it.
     *
     * @param presentedTokenId {@code jti} of the refresh token presented
     * @param nextTokenId {@code jti} of the one that may be used next
     * @param expiresAt when nobody can refresh it any more
     */
    record RefreshLoginSession(
            @TargetAggregateIdentifier LoginSessionId loginSessionId,
            String presentedTokenId,
            String nextTokenId,
            Instant expiresAt)
            implements LoginSessionCommand {}

    /** Ends a session, whose tokens are worth nothing from then on; answered by a WriteResult. */
    record CloseLoginSession(@TargetAggregateIdentifier LoginSessionId loginSessionId) implements LoginSessionCommand {}
}
