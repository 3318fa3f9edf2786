package org.ocpiplatform.embedded.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents are kept as BSON: it takes a third less memory than decoded documents, a reader can never see a half
 * applied update, and a few fields can be read without decoding the large ones.
 */
final class EncodedDocument {

    private static final int INITIAL_SIZE = 2048;

    private EncodedDocument() {}

    static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(INITIAL_SIZE);
        BsonEncoder.encodeDocument(document, buffer);
        return Arrays.copyOf(buffer.array(), buffer.writerIndex());
    }

    static Document decode(byte[] encoded) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(encoded));
    }

    /** The value at a path; the list of them where the path crosses an array. */
    static @Nullable Object value(Document document, String path) {
        // Splitting a path costs more than all the rest, and most paths are a single field.
        return path.indexOf('.') < 0
                ? document.getOrMissing(path)
                : Utils.getSubdocumentValueCollectionAware(document, path);
    }

    /** The element of the top level that has that name of ASCII characters; null if there is none. */
    static @Nullable Element find(byte[] encoded, String name) {
        Reader reader = new Reader(encoded);
        while (reader.hasNext()) {
            byte type = reader.type();
            int start = reader.at;
            int end = reader.nameEnd();
            reader.at = end + 1;
            if (isNamed(encoded, start, end, name)) {
                return new Element(reader, type);
            }
            reader.skip(type);
        }
        return null;
    }

    private static boolean isNamed(byte[] encoded, int start, int end, String name) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (encoded[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** An element whose value can be read once. */
    record Element(Reader reader, byte type) {

        @Nullable
        Object value() {
            return reader.value(type);
        }

        /** The bytes of a string; null for null. */
        @Nullable
        ByteBuffer text() {
            if (type == BsonConstants.TYPE_NULL) {
                return null;
            }
            if (type != BsonConstants.TYPE_UTF8_STRING) {
                throw new ClassCastException("an element of type " + type + " is no text");
            }
            int start = reader.at + Integer.BYTES;
            reader.skip(type);
            return ByteBuffer.wrap(reader.encoded, start, reader.at - start - 1);
        }
    }

    /** The names of top-level fields, ready for reading only these. */
    record Fields(byte[][] names, String[] strings) {

        static Fields of(Collection<String> names) {
            return new Fields(
                    names.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new),
                    names.toArray(String[]::new));
        }

        Document decode(byte[] encoded) {
            Document document = new Document();
            Reader reader = new Reader(encoded);
            int missing = names.length;
            while (missing > 0 && reader.hasNext()) {
                byte type = reader.type();
                int field = indexOf(encoded, reader.at, reader.nameEnd());
                reader.at = reader.nameEnd() + 1;
                if (field >= 0) {
                    document.put(strings[field], reader.value(type));
                    missing--;
                } else {
                    reader.skip(type);
                }
            }
            return document;
        }

        private int indexOf(byte[] encoded, int from, int to) {
            for (int i = 0; i < names.length; i++) {
                if (Arrays.equals(names[i], 0, names[i].length, encoded, from, to)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** Reads element by element; the types met in most index keys without the library's decoder, which costs more. */
    private static final class Reader {

        private static final VarHandle INT32 =
                MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
        private static final VarHandle INT64 =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private final byte[] encoded;
        private int at = Integer.BYTES;

        Reader(byte[] encoded) {
            this.encoded = encoded;
        }

        private int int32() {
            return (int) INT32.get(encoded, at);
        }

        boolean hasNext() {
            return encoded[at] != BsonConstants.TERMINATING_BYTE;
        }

        byte type() {
            return encoded[at++];
        }

        int nameEnd() {
            int end = at;
            while (encoded[end] != BsonConstants.STRING_TERMINATION) {
                end++;
            }
            return end;
        }

        @Nullable
        Object value(byte type) {
            int start = at;
            switch (type) {
                case BsonConstants.TYPE_UTF8_STRING -> {
                    skip(type);
                    return new String(encoded, start + Integer.BYTES, at - start - Integer.BYTES - 1, UTF_8);
                }
                case BsonConstants.TYPE_INT64 -> {
                    skip(type);
                    return (long) INT64.get(encoded, start);
                }
                case BsonConstants.TYPE_UTC_DATETIME -> {
                    skip(type);
                    return Instant.ofEpochMilli((long) INT64.get(encoded, start));
                }
                case BsonConstants.TYPE_ARRAY -> {
                    List<@Nullable Object> elements = new ArrayList<>();
                    at += Integer.BYTES;
                    while (hasNext()) {
                        byte elementType = type();
                        at = nameEnd() + 1;
                        elements.add(value(elementType));
                    }
                    at++;
                    return elements;
                }
                default -> {
                    ByteBuf rest = Unpooled.wrappedBuffer(encoded);
                    rest.readerIndex(at);
                    Object value = BsonDecoder.decodeValue(type, rest);
                    at = rest.readerIndex();
                    return value;
                }
            }
        }

        void skip(byte type) {
            switch (type) {
                case BsonConstants.TYPE_DOUBLE,
                        BsonConstants.TYPE_UTC_DATETIME,
                        BsonConstants.TYPE_INT64,
                        BsonConstants.TYPE_TIMESTAMP -> at += Long.BYTES;
                case BsonConstants.TYPE_INT32 -> at += Integer.BYTES;
                case BsonConstants.TYPE_UTF8_STRING -> at += Integer.BYTES + int32();
                case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY -> at += int32();
                case BsonConstants.TYPE_DATA -> at += Integer.BYTES + 1 + int32();
                case BsonConstants.TYPE_BOOLEAN -> at++;
                case BsonConstants.TYPE_OBJECT_ID -> at += BsonConstants.LENGTH_OBJECTID;
                default -> value(type);
            }
        }
    }
}
