package org.ocpiplatform.api.ocpi.tokens;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.validation.Text;

/** The query parameter {@code type}, which tells tokens of one uid apart. */
final class TypeQuery {

    private static final int MAX_LENGTH = 36;

    private TypeQuery() {}

    /** The token of a uid and the type that the query names, or else another. */
    static ReplicaId typed(ReplicaId untyped, @Nullable String given, TokenType absent) {
        return TokenKey.of(untyped.side(), untyped.owner(), untyped.id(), type(given, absent));
    }

    /**
     * The type that the query names, or else another.
     *
     * @throws Rejection if it can be no type
     */
    static TokenType type(@Nullable String given, TokenType absent) {
        if (given == null) {
            return absent;
        }
        if (!Text.Validator.fits(given, 1, MAX_LENGTH)) {
            throw Rejection.invalid("type must be 1 to " + MAX_LENGTH + " characters without control characters");
        }
        return new TokenType(given);
    }
}
