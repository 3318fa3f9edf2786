package org.ocpiplatform.contract.tokens;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern ESCAPED = Pattern.compile("%(\\p{XDigit}{4})");
    private static final int HEXADECIMAL = 16;

    private TokenKey() {}

    /** The identity of a token on a side. */
    public static ReplicaId of(Side side, PartyId owner, CiString uid, TokenType type) {
        return new ReplicaId(side, ObjectKind.TOKEN, owner, id(uid, type));
    }

    /** The id that {@link #of} gives a token, without its owner. */
    public static CiString id(CiString uid, TokenType type) {
        return CiString.of(escaped(type.value()) + ":" + uid);
    }

    /**
     * The type in an id that {@link #id} made.
     *
     * @throws IllegalArgumentException if it is no such id
     */
    public static TokenType typeOf(CiString id) {
        return new TokenType(unescaped(id.toString().substring(0, colonOf(id))));
    }

    /**
     * The uid in an id that {@link #id} made.
     *
     * @throws IllegalArgumentException if it is no such id
     */
    public static CiString uidOf(CiString id) {
        return CiString.of(id.toString().substring(colonOf(id) + 1));
    }

    private static int colonOf(CiString id) {
        int colon = id.toString().indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not the id of a token: " + id);
        }
        return colon;
    }

    private static String unescaped(String type) {
        return ESCAPED.matcher(type)
                .replaceAll(found ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), HEXADECIMAL))));
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
