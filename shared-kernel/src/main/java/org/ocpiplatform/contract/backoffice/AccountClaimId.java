package org.ocpiplatform.contract.backoffice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Identity of the claim on something that only one of all companies may have.
 *
 * @param value in lower case
 */
public record AccountClaimId(Kind kind, String value) {

    private static final String PREFIX = "account_claims";

    /** What is claimed. */
    public enum Kind {
        USERNAME,
        EMAIL
    }

    public AccountClaimId {
        value = value.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if it is no identifier of a claim
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AccountClaimId parse(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length != 3 || !parts[0].equals(PREFIX)) {
            throw new IllegalArgumentException("not an account claim: " + text);
        }
        return new AccountClaimId(Kind.valueOf(parts[1]), parts[2]);
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + ":" + kind + ":" + value;
    }
}
