package org.ocpiplatform.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an event: SHA-256 over everything that is stored of it but its position, and over the hash of the event
 * before it in the same stream. Whoever changes, removes or inserts an event in a stream breaks what follows it there.
 *
 * <p>What is hashed, one after the other: the text {@value #FORM}; event id, aggregate id, sequence number, aggregate
 * type, time in microseconds since 1970, payload type, payload revision; SHA-256 of the payload as stored; SHA-256 of
 * the metadata as stored; the hash of the event before, 32 zero bytes for the first. Texts are UTF-8 behind their length
 * in 4 bytes, {@code FFFFFFFF} if there is none; numbers have 8 bytes; the most significant byte is first.
 */
public final class EventHash {

    /** Names the form of what is hashed; another form needs another name. */
    public static final String FORM = "ocpi-platform-event-1";

    /** Bytes of a hash. */
    public static final int BYTES = 32;

    private EventHash() {}

    /** What stands before the first event of a stream. */
    public static byte[] none() {
        return new byte[BYTES];
    }

    /**
     * The hash of an event.
     *
     * @param occurredAt parts of a microsecond are not hashed
     * @param previous the hash of the event before it in its stream, or {@link #none()}
     */
    public static byte[] of(
            String eventId,
            String aggregateId,
            long sequenceNumber,
            @Nullable String aggregateType,
            Instant occurredAt,
            String payloadType,
            @Nullable String payloadRevision,
            byte[] payload,
            byte[] metadata,
            byte[] previous) {
        MessageDigest digest = sha256();
        add(digest, FORM);
        add(digest, eventId);
        add(digest, aggregateId);
        add(digest, sequenceNumber);
        add(digest, aggregateType);
        add(digest, ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt));
        add(digest, payloadType);
        add(digest, payloadRevision);
        digest.update(sha256().digest(payload));
        digest.update(sha256().digest(metadata));
        digest.update(previous);
        return digest.digest();
    }

    private static void add(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .flip());
        digest.update(bytes);
    }

    private static void add(MessageDigest digest, long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
