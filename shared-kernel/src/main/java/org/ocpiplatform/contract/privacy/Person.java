package org.ocpiplatform.contract.privacy;

import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.tokens.TokenType;

/**
 * Whom personal data is about, as far as OCPI tells: a driver's token.
 *
 * @param party that issued the token
 * @param name the token's id within the party, {@code TYPE:UID}; see {@link TokenKey}
 */
public record Person(PartyId party, String name) {

    /** The person behind a token. */
    public static Person of(PartyId party, CiString uid, TokenType type) {
        return new Person(party, TokenKey.id(uid, type).key());
    }

    /** Says nothing of whom it is about: what is written in logs and messages must not. */
    @Override
    public String toString() {
        return "a token of " + party;
    }
}
