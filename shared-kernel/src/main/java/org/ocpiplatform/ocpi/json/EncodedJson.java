package org.ocpiplatform.ocpi.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON as the bytes of UTF-8 that are stored and sent. They may be a part of a larger array, which nobody may change:
 * what a store has in memory can go to the wire without having been a text.
 */
public final class EncodedJson {

    private final byte[] bytes;
    private final int offset;
    private final int length;

    private EncodedJson(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** That of a text. */
    public static EncodedJson of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are JSON already. */
    public static EncodedJson of(byte[] json) {
        return part(json, 0, json.length);
    }

    /** A part of bytes that is JSON already. */
    public static EncodedJson part(byte[] bytes, int offset, int length) {
        return new EncodedJson(bytes, offset, length);
    }

    /** That of a value. */
    public static EncodedJson value(Object value) {
        return of(OcpiJson.mapper().writeValueAsBytes(value));
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Writes the bytes. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, offset, length);
    }

    /** The value that it is the JSON of. */
    public <T> T read(Class<T> type) {
        return OcpiJson.mapper().readValue(bytes, offset, length, type);
    }

    /** As a tree. */
    public JsonNode tree() {
        return OcpiJson.mapper().readTree(bytes, offset, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EncodedJson json
                && Arrays.equals(bytes, offset, offset + length, json.bytes, json.offset, json.offset + json.length);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The text. */
    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
