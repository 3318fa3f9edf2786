package org.ocpiplatform.eventstore.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A signed statement of what is stored at a range of positions, made over the statement before it.
 *
 * <p>What is signed, one after the other: the text {@value #FORM} in ASCII; number, first position, last position, time
 * in microseconds since 1970, in 8 bytes each, most significant first; the root of the Merkle tree over the events'
 * leaves (RFC 6962); the hash of the checkpoint before, 32 zero bytes for the first. A checkpoint's hash is SHA-256 of
 * what is signed.
 *
 * @param number from 1, without gaps
 * @param root of the Merkle tree over the events from the first to the last position
 * @param previous hash of the checkpoint before it
 * @param keyId of the key that it is signed with
 * @param signature Ed25519 over {@link #content()}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Checkpoint(
        long number,
        long firstPosition,
        long lastPosition,
        Instant sealedAt,
        byte[] root,
        byte[] previous,
        String keyId,
        byte[] signature) {

    /** Names the form of what is signed; another form needs another name. */
    public static final String FORM = "ocpi-platform-checkpoint-1";

    /** What is signed. */
    public byte[] content() {
        byte[] form = FORM.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(form.length + 4 * Long.BYTES + root.length + previous.length)
                .put(form)
                .putLong(number)
                .putLong(firstPosition)
                .putLong(lastPosition)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, sealedAt))
                .put(root)
                .put(previous)
                .array();
    }

    /** What the next checkpoint is made over. */
    public byte[] hash() {
        return MerkleTree.sha256().digest(content());
    }

    /** Whether it speaks of the event at a position. */
    public boolean covers(long position) {
        return firstPosition <= position && position <= lastPosition;
    }

    Checkpoint signed(SealingKeys keys) {
        return new Checkpoint(
                number,
                firstPosition,
                lastPosition,
                sealedAt,
                root,
                previous,
                keys.signingKeyId(),
                keys.sign(content()));
    }
}
