package org.ocpiplatform.contract.privacy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key under which what is stored of one person is sealed, with AES-256-GCM and a random nonce for each value. */
public final class PersonKey {

    static final int KEY_BYTES = 32;
    static final int ID_BYTES = 12;

    /** Characters of a key's id, which are lower-case hexadecimal digits. */
    static final int ID_LENGTH = 2 * ID_BYTES;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Looking for one among the providers takes longer than sealing a short text. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(PersonKey::newCipher);

    private final String id;
    private final SecretKeySpec key;
    private final SecureRandom random;

    PersonKey(String id, byte[] key, SecureRandom random) {
        this.id = id;
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** A new id, which says nothing of the person. */
    static String newId(SecureRandom random) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Names the key wherever something is sealed under it; 24 lower-case hexadecimal digits. */
    public String id() {
        return id;
    }

    /** Seals a value; the same one looks different every time. */
    byte[] seal(byte[] value) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(value.length));
            cipher.doFinal(value, 0, value.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * Reads what {@link #seal} sealed.
     *
     * @throws IllegalStateException if it was sealed under another key, or changed since
     */
    byte[] open(byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, sealed).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("a value was not sealed under key " + id, e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        return cipher;
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
