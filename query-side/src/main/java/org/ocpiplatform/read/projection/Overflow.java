package org.ocpiplatform.read.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;

/**
 * The fields of documents that would be too large for the store, which takes 16 MiB, in chunks of a side collection
 * {@code <projection>_overflow}. The chunks of a revision are written before the document that refers to them, and those
 * of earlier ones are removed after it; no chunk is ever replaced by one with another content. Who reads a document
 * whose chunks are gone thus reads one that has been replaced, and reads it again.
 */
final class Overflow {

    /** Documents whose large fields together have more bytes are spread. */
    static final int THRESHOLD = 8 << 20;

    private static final int CHUNK = 4 << 20;
    /** Strings and lists that are shorter stay in the document; their bytes are beside the threshold. */
    private static final int LONG_STRING = 64 << 10;

    private static final int LONG_LIST = 1_000;
    /** Of UTF-8, which a character of a string takes at most. */
    private static final int BYTES_PER_CHARACTER = 3;

    private static final String VALUE = "value";
    private static final String REVISION = "revision";
    private static final String SUM = "sum";
    private static final String SIZE = "size";
    private static final String DATA = "data";
    /** No aggregate's identifier holds it. */
    private static final char SEPARATOR = '\n';

    private static final char AFTER_SEPARATOR = SEPARATOR + 1;
    private static final DocumentCodec CODEC = new DocumentCodec();
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> chunks;

    Overflow(MongoCollection<Document> chunks) {
        this.chunks = chunks;
    }

    /** Whether a document, as the store holds it, lacks fields that are in chunks. */
    static boolean isSpread(Document document) {
        return document.containsKey(Fields.OVERFLOW);
    }

    /** Takes the large fields out of a document that is too large with them, and stores them. */
    void spread(Document document) {
        Map<String, byte[]> large = large(document);
        if (large.isEmpty()) {
            return;
        }
        Document references = new Document();
        large.forEach((field, bytes) -> {
            Reference reference = new Reference(
                    document.getString(Fields.ID), document.getLong(Fields.REVISION), field, sum(bytes), bytes.length);
            List<String> ids = reference.ids();
            for (int i = 0; i < ids.size(); i++) {
                byte[] part = Arrays.copyOfRange(bytes, i * CHUNK, Math.min(bytes.length, (i + 1) * CHUNK));
                chunks.replaceOne(
                        eq(Fields.ID, ids.get(i)),
                        new Document(Fields.ID, ids.get(i))
                                .append(Fields.REVISION, reference.revision())
                                .append(DATA, new Binary(part)),
                        UPSERT);
            }
            document.remove(field);
            references.append(field, reference.toDocument());
        });
        document.append(Fields.OVERFLOW, references);
    }

    /** Puts the fields back that are in chunks; false, and nothing is changed, if chunks are gone. */
    boolean complete(Document document) {
        List<Reference> references = references(document);
        if (references.isEmpty()) {
            return true;
        }
        Map<String, Object> fields = new HashMap<>();
        for (Reference reference : references) {
            byte[] bytes = bytes(reference);
            if (bytes.length == 0) {
                return false;
            }
            fields.put(reference.field(), decoded(bytes));
        }
        document.putAll(fields);
        document.remove(Fields.OVERFLOW);
        return true;
    }

    /** Removes what a document, as the store holds it, does not refer to, unless it is of a later revision. */
    void removeOthers(Document document) {
        String id = document.getString(Fields.ID);
        List<String> present = references(document).stream()
                .flatMap(reference -> reference.ids().stream())
                .toList();
        chunks.deleteMany(and(
                gte(Fields.ID, id + SEPARATOR),
                lt(Fields.ID, id + AFTER_SEPARATOR),
                nin(Fields.ID, present),
                lte(Fields.REVISION, document.getLong(Fields.REVISION))));
    }

    /** Empty if a chunk is gone; no field is. */
    private byte[] bytes(Reference reference) {
        List<String> ids = reference.ids();
        Map<String, byte[]> found = new HashMap<>();
        for (Document chunk : chunks.find(in(Fields.ID, ids))) {
            found.put(chunk.getString(Fields.ID), chunk.get(DATA, Binary.class).getData());
        }
        if (found.size() < ids.size()) {
            return new byte[0];
        }
        ByteBuffer all = ByteBuffer.allocate(reference.size());
        ids.forEach(id -> all.put(found.get(id)));
        return all.array();
    }

    private static Map<String, byte[]> large(Document document) {
        long atMost = 0;
        List<String> candidates = new ArrayList<>();
        for (Map.Entry<String, Object> field : document.entrySet()) {
            if (field.getValue() instanceof String text && text.length() >= LONG_STRING) {
                atMost += (long) text.length() * BYTES_PER_CHARACTER;
                candidates.add(field.getKey());
            } else if (field.getValue() instanceof Collection<?> list && list.size() >= LONG_LIST) {
                atMost += THRESHOLD;
                candidates.add(field.getKey());
            }
        }
        if (atMost <= THRESHOLD) {
            return Map.of();
        }
        Map<String, byte[]> large = new LinkedHashMap<>();
        candidates.forEach(field -> large.put(field, encoded(Objects.requireNonNull(document.get(field)))));
        long bytes = large.values().stream().mapToLong(value -> value.length).sum();
        return bytes <= THRESHOLD ? Map.of() : large;
    }

    private static byte[] encoded(Object value) {
        try (BasicOutputBuffer buffer = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            CODEC.encode(
                    writer, new Document(VALUE, value), EncoderContext.builder().build());
            return buffer.toByteArray();
        }
    }

    private static Object decoded(byte[] bytes) {
        try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
            return Objects.requireNonNull(
                    CODEC.decode(reader, DecoderContext.builder().build()).get(VALUE));
        }
    }

    private static long sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }

    private static List<Reference> references(Document document) {
        Document references = document.get(Fields.OVERFLOW, Document.class);
        if (references == null) {
            return List.of();
        }
        return references.keySet().stream()
                .map(field -> Reference.of(document.getString(Fields.ID), field, references.get(field, Document.class)))
                .toList();
    }

    /**
     * Where a field is.
     *
     * @param sum of its bytes; two releases may make different ones of a revision
     * @param size of its bytes
     */
    private record Reference(String aggregateId, long revision, String field, long sum, int size) {

        static Reference of(String aggregateId, String field, Document document) {
            return new Reference(
                    aggregateId, document.getLong(REVISION), field, document.getLong(SUM), document.getInteger(SIZE));
        }

        Document toDocument() {
            return new Document(REVISION, revision).append(SUM, sum).append(SIZE, size);
        }

        /** Of its chunks, in their order. */
        List<String> ids() {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i * (long) CHUNK < size; i++) {
                ids.add(aggregateId
                        + SEPARATOR
                        + revision
                        + SEPARATOR
                        + field
                        + SEPARATOR
                        + Long.toHexString(sum)
                        + SEPARATOR
                        + i);
            }
            return ids;
        }
    }
}
