package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One change, as written to journal segments and snapshots. All of them are states, not differences: a document by
 * its position, a name, an index; so they need no other knowledge to be replayed.
 *
 * @param position of a document; 0 where it means nothing
 */
record JournalRecord(Type type, int collection, int position, byte[] body) {

    static final int MAGIC = 0x4F43_5049;

    /** Magic, length of what follows the checksum, checksum. */
    private static final int FRAME_HEADER = 3 * Integer.BYTES;

    private static final int PAYLOAD_HEADER = 1 + 2 * Integer.BYTES;

    /** The bytes a record takes besides its body. */
    static final int OVERHEAD = FRAME_HEADER + PAYLOAD_HEADER;

    private static final int MAX_PAYLOAD = 64 * 1024 * 1024;
    private static final byte[] NO_BODY = new byte[0];

    /** The order is part of the file format. */
    enum Type {
        CREATE,
        RENAME,
        DROP,
        CREATE_INDEX,
        DROP_INDEX,
        PUT,
        DELETE,
        SNAPSHOT_END
    }

    private static final Type[] TYPES = Type.values();

    static JournalRecord create(int collection, String name) {
        return new JournalRecord(Type.CREATE, collection, 0, bytes(name));
    }

    /** A collection that has the name already is replaced. */
    static JournalRecord rename(int collection, String name) {
        return new JournalRecord(Type.RENAME, collection, 0, bytes(name));
    }

    static JournalRecord drop(int collection) {
        return new JournalRecord(Type.DROP, collection, 0, NO_BODY);
    }

    static JournalRecord createIndex(int collection, Document description) {
        return new JournalRecord(Type.CREATE_INDEX, collection, 0, EncodedDocument.encode(description));
    }

    static JournalRecord dropIndex(int collection, String name) {
        return new JournalRecord(Type.DROP_INDEX, collection, 0, bytes(name));
    }

    static JournalRecord put(int collection, int position, byte[] document) {
        return new JournalRecord(Type.PUT, collection, position, document);
    }

    static JournalRecord delete(int collection, int position) {
        return new JournalRecord(Type.DELETE, collection, position, NO_BODY);
    }

    static JournalRecord snapshotEnd() {
        return new JournalRecord(Type.SNAPSHOT_END, 0, 0, NO_BODY);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    int frameLength() {
        return OVERHEAD + body.length;
    }

    void writeTo(ByteBuffer buffer) {
        int start = buffer.position();
        buffer.putInt(MAGIC).putInt(PAYLOAD_HEADER + body.length).putInt(0);
        buffer.put((byte) type.ordinal()).putInt(collection).putInt(position).put(body);
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.array(), start + FRAME_HEADER, PAYLOAD_HEADER + body.length);
        buffer.putInt(start + 2 * Integer.BYTES, (int) checksum.getValue());
    }

    /** Null at the end of the input. */
    static @Nullable JournalRecord readFrom(DataInputStream input, byte[] header) throws IOException {
        int read = input.readNBytes(header, 0, OVERHEAD);
        if (read == 0) {
            return null;
        }
        if (read < OVERHEAD) {
            throw new EOFException("Half a header");
        }
        ByteBuffer frame = ByteBuffer.wrap(header);
        int magic = frame.getInt();
        int length = frame.getInt();
        int expected = frame.getInt();
        if (magic != MAGIC || length < PAYLOAD_HEADER || length > MAX_PAYLOAD) {
            throw new CorruptRecordException("No record starts here");
        }
        int type = frame.get();
        int collection = frame.getInt();
        int position = frame.getInt();
        byte[] body = length == PAYLOAD_HEADER ? NO_BODY : new byte[length - PAYLOAD_HEADER];
        input.readFully(body);
        CRC32C checksum = new CRC32C();
        checksum.update(header, FRAME_HEADER, PAYLOAD_HEADER);
        checksum.update(body);
        if ((int) checksum.getValue() != expected || type < 0 || type >= TYPES.length) {
            throw new CorruptRecordException("Checksum mismatch");
        }
        return new JournalRecord(TYPES[type], collection, position, body);
    }

    static byte[] headerBuffer() {
        return new byte[OVERHEAD];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes at this place are no record. */
    static final class CorruptRecordException extends IOException {

        private static final long serialVersionUID = 1L;

        CorruptRecordException(String message) {
            super(message);
        }
    }
}
