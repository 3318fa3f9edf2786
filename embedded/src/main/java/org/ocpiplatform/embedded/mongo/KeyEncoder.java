package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.BadValueException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Encodes values so that comparing the bytes, unsigned, gives MongoDB's comparison order, and equal bytes mean equal
 * values. Every encoded value is prefix free: encodings can be appended to one another to form a compound key.
 */
final class KeyEncoder {

    private static final int MIN_KEY = 0x10;
    private static final int EMPTY_ARRAY = 0x18;
    private static final int NULL = 0x20;
    private static final int NUMBER = 0x28;
    private static final int STRING = 0x30;
    private static final int DOCUMENT = 0x38;
    private static final int ARRAY = 0x40;
    private static final int BINARY = 0x48;
    private static final int OBJECT_ID = 0x50;
    private static final int BOOLEAN = 0x58;
    private static final int DATE = 0x60;
    private static final int TIMESTAMP = 0x68;
    private static final int REGULAR_EXPRESSION = 0x70;
    private static final int JAVASCRIPT = 0x78;
    private static final int MAX_KEY = 0x80;

    private static final byte BINARY_GENERIC = 0;
    private static final byte BINARY_LEGACY_UUID = 3;
    private static final byte BINARY_UUID = 4;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private byte[] buffer = new byte[64];
    private int length;

    /** The encoding of one value, ascending. */
    static byte[] encode(@Nullable Object value) {
        return new KeyEncoder().append(value, true).toBytes();
    }

    /** The smallest key that is greater than every key starting with {@code prefix}. */
    static byte[] successor(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            throw new IllegalArgumentException("Nothing comes after " + Arrays.toString(prefix));
        }
        byte[] successor = Arrays.copyOf(prefix, last + 1);
        successor[last]++;
        return successor;
    }

    static byte[] inverted(byte[] key) {
        byte[] inverted = key.clone();
        invert(inverted, 0, inverted.length);
        return inverted;
    }

    static int position(byte[] entry) {
        int at = entry.length - Integer.BYTES;
        return (entry[at] & 0xFF) << 24
                | (entry[at + 1] & 0xFF) << 16
                | (entry[at + 2] & 0xFF) << 8
                | (entry[at + 3] & 0xFF);
    }

    static void writePosition(byte[] entry, int position) {
        for (int i = 1; i <= Integer.BYTES; i++) {
            entry[entry.length - i] = (byte) (position >>> (i - 1) * Byte.SIZE);
        }
    }

    KeyEncoder append(@Nullable Object value, boolean ascending) {
        int start = length;
        appendValue(value);
        if (!ascending) {
            invert(buffer, start, length);
        }
        return this;
    }

    /** What stands for an array without elements, where every other array has one entry per element. */
    KeyEncoder appendEmptyArray(boolean ascending) {
        writeByte(ascending ? EMPTY_ARRAY : ~EMPTY_ARRAY);
        return this;
    }

    KeyEncoder appendBytes(byte[] bytes) {
        write(bytes);
        return this;
    }

    KeyEncoder appendPosition(int position) {
        writeInt(position);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    private void appendValue(@Nullable Object value) {
        switch (value) {
            case null -> writeByte(NULL);
            case Missing missing -> writeByte(NULL);
            case MinKey minKey -> writeByte(MIN_KEY);
            case MaxKey maxKey -> writeByte(MAX_KEY);
            case Number number -> {
                writeByte(NUMBER);
                writeNumber(number);
            }
            case String string -> {
                writeByte(STRING);
                writeTerminated(string);
            }
            case Map<?, ?> document -> {
                writeByte(DOCUMENT);
                document.forEach((name, field) -> writeField((String) name, field));
                writeByte(0);
            }
            case Collection<?> array -> {
                writeByte(ARRAY);
                array.forEach(this::appendValue);
                writeByte(0);
            }
            case BinData binary -> writeBinary(BINARY_GENERIC, binary.getData());
            case UUID uuid -> writeUuid(BINARY_UUID, uuid);
            case LegacyUUID uuid -> writeUuid(BINARY_LEGACY_UUID, uuid.getUuid());
            case ObjectId objectId -> {
                writeByte(OBJECT_ID);
                write(objectId.toByteArray());
            }
            case Boolean bool -> {
                writeByte(BOOLEAN);
                writeByte(bool ? 1 : 0);
            }
            case Instant instant -> {
                writeByte(DATE);
                writeLong(instant.toEpochMilli() ^ Long.MIN_VALUE);
            }
            case BsonTimestamp timestamp -> {
                writeByte(TIMESTAMP);
                writeLong(timestamp.getValue());
            }
            case BsonRegularExpression expression -> {
                writeByte(REGULAR_EXPRESSION);
                writeTerminated(expression.getPattern());
                String options = expression.getOptions();
                writeTerminated(options == null ? "" : options);
            }
            case BsonJavaScript code -> {
                writeByte(JAVASCRIPT);
                writeTerminated(code.getCode());
            }
            default -> throw new BadValueException("cannot order a value of type " + value.getClass());
        }
    }

    /** MongoDB compares embedded documents field by field: first the types, then the names, then the values. */
    private void writeField(String name, @Nullable Object field) {
        int start = length;
        appendValue(field);
        byte[] encoded = Arrays.copyOfRange(buffer, start, length);
        length = start;
        writeByte(encoded[0]);
        writeTerminated(name);
        write(encoded);
    }

    /**
     * The greatest double not above the number, and what is left: nothing for almost all numbers, else a decimal
     * fraction. So 2^53 + 1 as a long lies strictly between 2^53 and 2^53 + 2 as doubles.
     */
    private void writeNumber(Number number) {
        double value = number.doubleValue();
        BigDecimal exact = null;
        if (number instanceof Long l && (l > EXACT_IN_DOUBLE || l < -EXACT_IN_DOUBLE)) {
            exact = BigDecimal.valueOf(l);
        } else if (number instanceof Decimal128 decimal && isFinite(decimal)) {
            exact = decimal.toBigDecimal();
            if (Double.isInfinite(value)) {
                throw new BadValueException("cannot order the decimal " + decimal + ": it is beyond a double");
            }
        }
        if (exact == null) {
            writeDouble(value);
            writeByte(0);
            return;
        }
        if (new BigDecimal(value).compareTo(exact) > 0) {
            value = Math.nextDown(value);
        }
        BigDecimal rest = exact.subtract(new BigDecimal(value)).stripTrailingZeros();
        writeDouble(value);
        if (rest.signum() == 0) {
            writeByte(0);
        } else {
            writeByte(1);
            int exponent = rest.precision() - rest.scale() + Short.MAX_VALUE;
            writeByte(exponent >>> 8);
            writeByte(exponent);
            writeTerminated(rest.unscaledValue().toString());
        }
    }

    private static boolean isFinite(Decimal128 decimal) {
        return !decimal.equals(Decimal128.NaN)
                && !decimal.equals(Decimal128.POSITIVE_INFINITY)
                && !decimal.equals(Decimal128.NEGATIVE_INFINITY)
                && !decimal.equals(Decimal128.NEGATIVE_ZERO);
    }

    private void writeDouble(double value) {
        if (Double.isNaN(value)) {
            writeLong(0);
        } else {
            long bits = Double.doubleToLongBits(value + 0.0);
            writeLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        }
    }

    private void writeUuid(byte subtype, UUID uuid) {
        writeByte(BINARY);
        writeInt(2 * Long.BYTES);
        writeByte(subtype);
        writeLong(uuid.getMostSignificantBits());
        writeLong(uuid.getLeastSignificantBits());
    }

    private void writeBinary(byte subtype, byte[] data) {
        writeByte(BINARY);
        writeInt(data.length);
        writeByte(subtype);
        write(data);
    }

    private void writeTerminated(String string) {
        for (byte b : string.getBytes(StandardCharsets.UTF_8)) {
            if (b == 0 || b == 1) {
                writeByte(1);
                writeByte(b + 1);
            } else {
                writeByte(b);
            }
        }
        writeByte(0);
    }

    private void writeInt(int value) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            writeByte(value >>> shift);
        }
    }

    private void writeLong(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            writeByte((int) (value >>> shift));
        }
    }

    private void writeByte(int value) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
        }
        buffer[length++] = (byte) value;
    }

    private void write(byte[] bytes) {
        if (length + bytes.length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + bytes.length));
        }
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private static void invert(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }
}
