package org.ocpiplatform.api.backoffice.accounts;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes, hashes and compares passwords, with bcrypt of strength 12. */
@Component
final class BackOfficePasswords {

    /** What follows is no part of a bcrypt hash. */
    static final int MAX_BYTES = 72;

    private static final int STRENGTH = 12;
    private static final int INITIAL_LENGTH = 16;

    /** Without those that are easily mistaken for others. */
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** Stands in where there is no user, so that an answer takes as long as for a wrong password. */
    private static final String HASH_OF_NOBODY = "$2a$" + STRENGTH + "$" + ".".repeat(53);

    private final BCryptPasswordEncoder encoder;
    private final SecureRandom random;

    BackOfficePasswords(SecureRandom random) {
        this.encoder = new BCryptPasswordEncoder(STRENGTH, random);
        this.random = random;
    }

    /** A password that a person can copy. */
    String initial() {
        return random.ints(INITIAL_LENGTH, 0, READABLE.length())
                .mapToObj(READABLE::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    /** The hash of a password of at most {@link #MAX_BYTES}. */
    String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("bcrypt has no hash for a password");
        }
        return hash;
    }

    /** Whether a password is the one that was hashed; takes as long if there is no hash. */
    boolean match(String password, @Nullable String hash) {
        boolean fits = fits(password);
        boolean same = encoder.matches(fits ? password : "-", hash == null ? HASH_OF_NOBODY : hash);
        return fits && same && hash != null;
    }

    static boolean fits(String password) {
        return !password.isEmpty() && password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}
