package org.ocpiplatform.eventstore.audit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The Ed25519 keys of checkpoints: one that signs, and the public ones of all that ever did. */
public final class SealingKeys {

    private static final String ALGORITHM = "Ed25519";
    private static final int ID_BYTES = 8;

    private final PrivateKey signing;
    private final String signingKeyId;
    private final Supplier<? extends Collection<PublicKey>> keys;
    private volatile Map<String, PublicKey> known;

    /**
     * Keys of which one signs.
     *
     * @param keys the public ones of all that sign or ever did, this one included; asked again when a checkpoint has a
     *     key that was not among them, because another node may have got one meanwhile
     */
    public SealingKeys(KeyPair signing, Supplier<? extends Collection<PublicKey>> keys) {
        this.signing = signing.getPrivate();
        this.signingKeyId = idOf(signing.getPublic());
        this.keys = keys;
        this.known = look();
    }

    private Map<String, PublicKey> look() {
        Map<String, PublicKey> found = new TreeMap<>();
        keys.get().forEach(key -> found.put(idOf(key), key));
        return found;
    }

    /** The id of a key: the first eight bytes of SHA-256 of its X.509 form, in hexadecimal digits. */
    public static String idOf(PublicKey key) {
        return HexFormat.of().formatHex(MerkleTree.sha256().digest(key.getEncoded()), 0, ID_BYTES);
    }

    /** The public keys by their ids. */
    public Map<String, PublicKey> known() {
        known = look();
        return Map.copyOf(known);
    }

    String signingKeyId() {
        return signingKeyId;
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signing);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the checkpoint could not be signed", e);
        }
    }

    boolean verify(Checkpoint checkpoint) {
        PublicKey key = known.get(checkpoint.keyId());
        if (key == null) {
            key = known().get(checkpoint.keyId());
        }
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(checkpoint.content());
            return signature.verify(checkpoint.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
