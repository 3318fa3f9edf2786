package org.ocpiplatform.contract.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM, so that neither stores nor their backups give them away. All nodes of a platform
 * share one key; who loses it can no longer read what was sealed.
 */
public final class SecretSeal {

    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private static final String PREFIX = "v1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /**
     * A seal with a key.
     *
     * @param key as {@link #newKey} made it
     * @throws IllegalArgumentException if it is none
     */
    public SecretSeal(String key, SecureRandom random) {
        byte[] bytes = Base64.getDecoder().decode(key);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes in Base64");
        }
        this.key = new SecretKeySpec(bytes, "AES");
        this.random = random;
    }

    /** A new key, in Base64. */
    public static String newKey(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Seals a secret; the same one looks different every time. */
    public SealedSecret seal(String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, nonce.length).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return new SealedSecret(PREFIX
                    + Base64.getEncoder()
                            .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * Reads what {@link #seal} sealed.
     *
     * @throws IllegalStateException if it was sealed with another key, or changed since
     */
    public String open(SealedSecret secret) {
        if (!secret.text().startsWith(PREFIX)) {
            throw new IllegalStateException("this is no sealed secret");
        }
        byte[] bytes = Base64.getDecoder().decode(secret.text().substring(PREFIX.length()));
        try {
            return new String(
                    cipher(Cipher.DECRYPT_MODE, bytes, NONCE_BYTES)
                            .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES),
                    StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the secret was sealed with another key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret cannot be read", e);
        }
    }

    /**
     * A key for another purpose (HKDF with SHA-256), which says nothing about this one; the same for the same purpose on
     * all nodes.
     *
     * @return 32 bytes
     */
    public byte[] derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HKDF", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int nonceLength) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, nonceLength));
        return cipher;
    }
}
