package org.ocpiplatform.contract.partners;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes access tokens and the hashes under which they are kept. A token holds 256 random bits, so a plain hash gives
 * nothing away, and looking it up by that hash lets nobody find it out piece by piece.
 */
public final class AccessTokens {

    private static final int RANDOM_BYTES = 32;

    /** Copied for each hash, which is cheaper than to look for one. */
    private static final MessageDigest SHA_256 = sha256();

    private final SecureRandom random;

    /** Tokens out of this source. */
    public AccessTokens(SecureRandom random) {
        this.random = random;
    }

    /** A new token: 43 characters that need no escaping anywhere. */
    public String issue() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The SHA-256 of a token, in lower-case hexadecimal. */
    public static String hash(String token) {
        return HexFormat.of().formatHex(unused().digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest unused() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether two hashes are the same, in a time that does not tell where they differ. */
    public static boolean same(String hash, String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.ISO_8859_1), other.getBytes(StandardCharsets.ISO_8859_1));
    }
}
