package org.ocpiplatform.api.backoffice.tokens;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes the tokens of the back office's users: JWTs, signed with ES256, with the claims {@code sub}, {@code role},
 * {@code cpo} such as NL-ABC unless the role is ADMIN, {@code sid} for the login session, {@code typ}, {@code jti},
 * {@code iat} and {@code exp}.
 */
@Component
public final class TokenIssuer {

    private final SigningKeys keys;
    private final BackOfficeSettings settings;
    private final Clock clock;

    TokenIssuer(SigningKeys keys, BackOfficeSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * New tokens for a login session; good only once the session knows of the refresh token.
     *
     * @param cpo that the user belongs to; none of an ADMIN
     */
    public TokenPair issue(UserId user, UserRole role, @Nullable PartyId cpo, LoginSessionId session) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ECKey key = keys.signing();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .subject(user.value())
                .claim(BackOfficeTokens.ROLE, role.name())
                .claim(BackOfficeTokens.SESSION, session.value())
                .issuedAt(now);
        if (cpo != null) {
            claims.claim(
                    BackOfficeTokens.CPO,
                    cpo.countryCode().key() + "-" + cpo.partyId().key());
        }
        Instant accessExpiresAt = now.plus(settings.accessLifetime());
        Instant refreshExpiresAt = now.plus(settings.refreshLifetime());
        String refreshId = UUID.randomUUID().toString();
        return new TokenPair(
                signed(key, claims, TokenType.ACCESS, UUID.randomUUID().toString(), accessExpiresAt),
                accessExpiresAt,
                signed(key, claims, TokenType.REFRESH, refreshId, refreshExpiresAt),
                refreshExpiresAt,
                refreshId);
    }

    private static String signed(ECKey key, JwtClaimsSet.Builder claims, TokenType type, String id, Instant expiresAt) {
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
                .encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.ES256)
                                .keyId(key.getKeyID())
                                .build(),
                        claims.claim(BackOfficeTokens.TYPE, type.claim())
                                .id(id)
                                .expiresAt(expiresAt)
                                .build()))
                .getTokenValue();
    }
}
