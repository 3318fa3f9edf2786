package org.ocpiplatform.contract.history;

/**
 * A signed statement of what is stored at a range of positions. Hashes and the signature are in hexadecimal digits.
 *
 * @param sealedAt RFC 3339 in UTC, with six digits behind the second
 * @param root of the Merkle tree over the events
 * @param previous hash of the checkpoint before it
 * @param hash its own
 * @param signature Ed25519
 */
public record CheckpointView(
        long number,
        long firstPosition,
        long lastPosition,
        String sealedAt,
        String root,
        String previous,
        String hash,
        String keyId,
        String signature) {}
