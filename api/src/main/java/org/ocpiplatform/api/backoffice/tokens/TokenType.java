package org.ocpiplatform.api.backoffice.tokens;

import java.util.Locale;

/** What a token is good for. */
public enum TokenType {
    /** Everything but new tokens. */
    ACCESS,
    /** New tokens, once. */
    REFRESH;

    /** As the claim {@code typ} says it. */
    String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
