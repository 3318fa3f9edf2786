package org.ocpiplatform.app;

import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
import org.ocpiplatform.embedded.mongo.LocalDocument;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.read.projection.Concurrently;
import org.ocpiplatform.read.projection.DocumentCollection;
import org.ocpiplatform.read.projection.DocumentCollections;
import org.ocpiplatform.read.projection.StoredFields;

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

        private static final BsonDocumentCodec FILTERS = new BsonDocumentCodec();
        private static final EncoderContext ENCODING = EncoderContext.builder().build();

        @Override
        public Stream<StoredFields> find(Find find) {
            Stream<LocalDocument> found = collection.find(
                    encoded(find.filter()),
                    find.order() == null ? null : encoded(find.order()),
                    find.skip(),
                    find.limit());
            return found.map(document -> new Stored(document, find.fields(), documents));
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
            try (BasicOutputBuffer buffer = new TextBuffer(BUFFER);
                    BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
                encoder.encode(writer, value, ENCODING);
                return buffer.toByteArray();
            }
        }
    }

    /** The driver's own writes a text character by character, and looks each time whether there is room. */
    private static final class TextBuffer extends BasicOutputBuffer {

        TextBuffer(int size) {
            super(size);
        }

        @Override
        public void writeString(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (new String(bytes, StandardCharsets.UTF_8).equals(text)) {
                writeInt32(bytes.length + 1);
                writeBytes(bytes);
                writeByte(0);
            } else {
                // Half a surrogate pair, for which the driver has a form of its own.
                super.writeString(text);
            }
        }
    }

    private record Stored(LocalDocument document, List<String> wanted, Codec<Document> codec) implements StoredFields {

        private static final DecoderContext DECODING = DecoderContext.builder().build();

        @Override
        public boolean has(String field) {
            return document.has(field);
        }

        @Override
        public @Nullable Long number(String field) {
            return (Long) document.value(field);
        }

        @Override
        public @Nullable String text(String field) {
            return (String) document.value(field);
        }

        @Override
        public List<String> texts(String field) {
            return document.value(field) instanceof List<?> elements
                    ? elements.stream().map(String.class::cast).toList()
                    : List.of();
        }

        @Override
        public @Nullable EncodedJson json(String field) {
            ByteBuffer text = document.text(field);
            return text == null ? null : EncodedJson.part(text.array(), text.position(), text.remaining());
        }

        @Override
        public Document decoded() {
            try (BsonBinaryReader reader = new BsonBinaryReader(document.bytes())) {
                Document decoded = codec.decode(reader, DECODING);
                if (!wanted.isEmpty()) {
                    decoded.keySet().retainAll(wanted);
                }
                return decoded;
            }
        }
    }
}
