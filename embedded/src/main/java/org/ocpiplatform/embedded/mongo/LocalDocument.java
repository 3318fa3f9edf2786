package org.ocpiplatform.embedded.mongo;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A document as the store keeps it: in BSON, of which fields of the top level are read without decoding the others. */
public final class LocalDocument {

    private final byte[] encoded;

    LocalDocument(byte[] encoded) {
        this.encoded = encoded;
    }

    /** All of it: the store's own bytes, which must not be changed. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(encoded);
    }

    /** Whether it has a field of that name. */
    public boolean has(String field) {
        return EncodedDocument.find(encoded, field) != null;
    }

    /**
     * A text, a number, a boolean, an {@link java.time.Instant}, or a collection or map of these; a value of another type
     * is an object of a class that is of no use outside. Null if there is no such field.
     */
    public @Nullable Object value(String field) {
        EncodedDocument.Element element = EncodedDocument.find(encoded, field);
        return element == null ? null : element.value();
    }

    /**
     * The UTF-8 of a text: the store's own bytes, which must not be changed.
     *
     * @return null if there is no such field
     * @throws ClassCastException if it is no text
     */
    public @Nullable ByteBuffer text(String field) {
        EncodedDocument.Element element = EncodedDocument.find(encoded, field);
        return element == null ? null : element.text();
    }
}
