package org.ocpiplatform.app;

import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BSONException;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.Encoder;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.mongo.LocalCollection;
import org.ocpiplatform.read.projection.Concurrently;
import org.ocpiplatform.read.projection.DocumentCollection;
import org.ocpiplatform.read.projection.DocumentCollections;

/** Collections of the read store in this process, without MongoDB's protocol between. */
final class EmbeddedDocuments implements DocumentCollections {

    private final EmbeddedMongo mongo;
    private final String database;
    private final CodecRegistry codecs;

    /** Those of a database, whose documents are encoded as the driver encodes them. */
    EmbeddedDocuments(EmbeddedMongo mongo, MongoDatabase database) {
        this.mongo = mongo;
        this.database = database.getName();
        this.codecs = database.getCodecRegistry();
    }

    @Override
    public DocumentCollection named(String name) {
        return new Local(mongo.collection(database, name), codecs, codecs.get(Document.class));
    }

    private record Local(LocalCollection collection, CodecRegistry codecs, Codec<Document> documents)
            implements DocumentCollection {

        /** Most documents fit. */
        private static final int BUFFER = 4096;

        private static final Object UNKNOWN = new Object();
        private static final BsonDocumentCodec FILTERS = new BsonDocumentCodec();
        private static final EncoderContext ENCODING = EncoderContext.builder().build();
        private static final DecoderContext DECODING = DecoderContext.builder().build();

        @Override
        public Stream<Document> find(Find find) {
            Stream<byte[]> found = collection.find(
                    encoded(find.filter()),
                    find.order() == null ? null : encoded(find.order()),
                    find.skip(),
                    find.limit());
            if (find.fields().isEmpty()) {
                return found.map(this::decoded);
            }
            LocalCollection.Fields fields = new LocalCollection.Fields(find.fields());
            return found.map(
                    document -> read(fields.of(document)).orElseGet(() -> only(find.fields(), decoded(document))));
        }

        /** Nothing if there are values of types that only the codecs know. */
        private static Optional<Document> read(Map<?, ?> values) {
            Document document = new Document();
            for (Map.Entry<?, ?> field : values.entrySet()) {
                Object value = read(field.getValue());
                if (value == UNKNOWN) {
                    return Optional.empty();
                }
                document.put(String.valueOf(field.getKey()), value);
            }
            return Optional.of(document);
        }

        private static @Nullable Object read(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case String text -> text;
                case Long number -> number;
                case Integer number -> number;
                case Double number -> number;
                case Boolean truth -> truth;
                case Instant time -> Date.from(time);
                case Map<?, ?> fields -> read(fields).map(Object.class::cast).orElse(UNKNOWN);
                case Collection<?> elements -> {
                    List<@Nullable Object> list = new ArrayList<>(elements.size());
                    elements.forEach(element -> list.add(read(element)));
                    yield list.contains(UNKNOWN) ? UNKNOWN : list;
                }
                default -> UNKNOWN;
            };
        }

        private static Document only(List<String> fields, Document document) {
            document.keySet().retainAll(fields);
            return document;
        }

        @Override
        public long count(Bson filter) {
            return collection.count(encoded(filter));
        }

        @Override
        public List<BulkWriteError> write(List<WriteModel<Document>> writes) {
            List<Runnable> encoded = Concurrently.each(writes, this::encoded);
            List<BulkWriteError> errors = new ArrayList<>();
            for (int i = 0; i < encoded.size(); i++) {
                try {
                    encoded.get(i).run();
                } catch (LocalCollection.RefusedException e) {
                    errors.add(new BulkWriteError(e.code(), e.getMessage(), new BsonDocument(), i));
                } catch (BSONException e) {
                    errors.add(new BulkWriteError(NOT_ENCODED, e.toString(), new BsonDocument(), i));
                }
            }
            return errors;
        }

        /** What writes when it is run; where it cannot be encoded, that tells so. */
        private Runnable encoded(WriteModel<Document> write) {
            try {
                switch (write) {
                    case ReplaceOneModel<Document> replace -> {
                        byte[] filter = encoded(replace.getFilter());
                        byte[] document = encoded(replace.getReplacement(), documents);
                        return () -> collection.replace(filter, document);
                    }
                    case DeleteOneModel<Document> delete -> {
                        byte[] filter = encoded(delete.getFilter());
                        return () -> collection.delete(filter);
                    }
                    default -> throw new IllegalArgumentException("nobody makes writes like " + write);
                }
            } catch (BSONException e) {
                return () -> {
                    throw e;
                };
            }
        }

        private byte[] encoded(Bson filter) {
            return encoded(filter.toBsonDocument(Document.class, codecs), FILTERS);
        }

        private static <T> byte[] encoded(T value, Encoder<T> encoder) {
            try (BasicOutputBuffer buffer = new BasicOutputBuffer(BUFFER);
                    BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
                encoder.encode(writer, value, ENCODING);
                return buffer.toByteArray();
            }
        }

        private Document decoded(byte[] document) {
            try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(document))) {
                return documents.decode(reader, DECODING);
            }
        }
    }
}
