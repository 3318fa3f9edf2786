package org.ocpiplatform.api.backoffice.tokens;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.LoginSessionQuery.IsLoginSessionOpen;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** Reads the tokens of the back office's users. */
@Component
public final class BackOfficeTokens {

    static final String ROLE = "role";
    static final String CPO = "cpo";
    static final String SESSION = "sid";
    static final String TYPE = "typ";

    private static final int COUNTRY_LENGTH = 2;
    private static final OAuth2TokenValidatorResult REFUSED =
            OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));

    private final JwtDecoder access;
    private final JwtDecoder refresh;
    private final Queries queries;

    BackOfficeTokens(SigningKeys keys, Queries queries, Clock clock) {
        this.access = decoder(keys, TokenType.ACCESS, clock);
        this.refresh = decoder(keys, TokenType.REFRESH, clock);
        this.queries = queries;
    }

    /** Reads tokens of one type that have not expired; whether their session is open it does not know. */
    public JwtDecoder decoder(TokenType type) {
        return switch (type) {
            case ACCESS -> access;
            case REFRESH -> refresh;
        };
    }

    /** Who an access token stands for, if it is good and its session open. */
    public Optional<BackOfficeCaller> access(String token) {
        try {
            return Optional.of(caller(access.decode(token))).filter(this::isLoggedIn);
        } catch (BadJwtException e) {
            return Optional.empty();
        }
    }

    /** Whether the session that the caller's token belongs to is open, on whichever node it may have ended. */
    public boolean isLoggedIn(BackOfficeCaller caller) {
        return queries.one(new IsLoginSessionOpen(caller.session()), Boolean.class);
    }

    /** Who a token that was read here stands for. */
    public static BackOfficeCaller caller(Jwt token) {
        return new BackOfficeCaller(
                new UserId(claim(token, "sub")),
                UserRole.valueOf(claim(token, ROLE)),
                party(token.getClaimAsString(CPO)),
                new LoginSessionId(claim(token, SESSION)),
                claim(token, "jti"));
    }

    /** One of those without which no token is whole. */
    private static String claim(Jwt token, String name) {
        return Objects.requireNonNull(token.getClaimAsString(name), name);
    }

    private static @Nullable PartyId party(@Nullable String claim) {
        return claim == null
                ? null
                : PartyId.of(claim.substring(0, COUNTRY_LENGTH), claim.substring(COUNTRY_LENGTH + 1));
    }

    private static JwtDecoder decoder(SigningKeys keys, TokenType type, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        // Spring's own validator would let tokens live a minute longer.
        OAuth2TokenValidator<Jwt> validator = token ->
                isWhole(token) && type.claim().equals(token.getClaimAsString(TYPE)) && isAlive(token, clock.instant())
                        ? OAuth2TokenValidatorResult.success()
                        : REFUSED;
        decoder.setJwtValidator(validator);
        return decoder;
    }

    private static boolean isAlive(Jwt token, Instant now) {
        Instant expiresAt = token.getExpiresAt();
        return expiresAt != null && now.isBefore(expiresAt);
    }

    /** A key may have signed something else before it was put into the directory. */
    private static boolean isWhole(Jwt token) {
        return Stream.of("sub", ROLE, SESSION, TYPE, "jti").allMatch(token::hasClaim);
    }
}
