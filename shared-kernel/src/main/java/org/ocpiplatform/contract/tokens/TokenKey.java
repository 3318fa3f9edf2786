package org.ocpiplatform.contract.tokens;

import java.util.Locale;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tokens.TokenType;

/**
 * Identity of a Token: a driver may have an app user and a card of the same uid, so the type is part of the id, as
 * {@code TYPE:UID} (OCPI 2.3.0, chapter Tokens).
 */
public final class TokenKey {

    private TokenKey() {}

    /** The identity of a token on a side. */
    public static ReplicaId of(Side side, PartyId owner, CiString uid, TokenType type) {
        return new ReplicaId(side, ObjectKind.TOKEN, owner, id(uid, type));
    }

    /** The id that {@link #of} gives a token, without its owner. */
    public static CiString id(CiString uid, TokenType type) {
        return CiString.of(escaped(type.value()) + ":" + uid);
    }

    /** Types are case-sensitive and may be any text, ids are upper-cased; so what upper-casing changes is escaped. */
    private static String escaped(String type) {
        StringBuilder escaped = new StringBuilder(type.length());
        for (char c : type.toCharArray()) {
            if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_') {
                escaped.append(c);
            } else {
                escaped.append('%').append("%04X".formatted((int) c).toUpperCase(Locale.ROOT));
            }
        }
        return escaped.toString();
    }
}
