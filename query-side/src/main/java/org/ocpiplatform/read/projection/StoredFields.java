package org.ocpiplatform.read.projection;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.EncodedJson;

/**
 * The fields of a document as the store holds them. Where the store is in this process, a field of the top level is read
 * without decoding the others, and JSON is handed out as the bytes that are stored. What a
 * {@link DocumentCollection.Find} did not want must not be asked for.
 */
public interface StoredFields {

    /** Those of a document that is decoded already. */
    static StoredFields of(Document document) {
        return new Decoded(document);
    }

    /** Whether it has a field of that name. */
    boolean has(String field);

    /** A field that is a whole number; null if there is none. */
    @Nullable
    Long number(String field);

    /** A field that is a text; null if there is none. */
    @Nullable
    String text(String field);

    /** A field that is a list of texts; empty if there is none. */
    List<String> texts(String field);

    /** A text that is JSON; null if there is none. */
    @Nullable
    EncodedJson json(String field);

    /** The whole document, with the fields that were wanted. */
    Document decoded();

    /** A document of the driver. */
    record Decoded(Document decoded) implements StoredFields {

        @Override
        public boolean has(String field) {
            return decoded.containsKey(field);
        }

        @Override
        public @Nullable Long number(String field) {
            return decoded.getLong(field);
        }

        @Override
        public @Nullable String text(String field) {
            return decoded.getString(field);
        }

        @Override
        public List<String> texts(String field) {
            return decoded.getList(field, String.class, List.of());
        }

        @Override
        public @Nullable EncodedJson json(String field) {
            String json = text(field);
            return json == null ? null : EncodedJson.of(json);
        }
    }
}
