package org.ocpiplatform.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyEncoderTest {

    private static final Object[] ASCENDING = {
        MinKey.getInstance(),
        null,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Long.MIN_VALUE,
        -(1L << 53) - 1,
        -(double) (1L << 53),
        -1.5,
        new Decimal128(new BigDecimal("-1.4999999999999999999999")),
        -1,
        -Double.MIN_VALUE,
        0,
        Double.MIN_VALUE,
        new Decimal128(new BigDecimal("0.0999999999999999999999")),
        new Decimal128(new BigDecimal("0.1")),
        0.1,
        1L,
        1.5,
        2,
        (double) (1L << 53),
        (1L << 53) + 1,
        (double) (1L << 53) + 2,
        Long.MAX_VALUE,
        (double) Long.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        "",
        "\0",
        "\0a",
        "\1",
        "a",
        "a\0",
        "a\1",
        "aa",
        "b",
        "ä",
        "\uFFFD",
        "\uD83D\uDE00",
        new Document(),
        new Document("a", 1),
        new Document("a", 2),
        new Document("a", 2).append("b", 1),
        new Document("b", 1),
        new Document("a", "x"),
        List.of(1),
        List.of(1, 2),
        List.of(2),
        new BinData(new byte[] {1}),
        new BinData(new byte[] {2}),
        new BinData(new byte[] {0, 0}),
        new UUID(0, 1),
        new UUID(1, 0),
        new ObjectId("000000000000000000000001"),
        new ObjectId("ff0000000000000000000001"),
        false,
        true,
        Instant.ofEpochMilli(-1),
        Instant.EPOCH,
        Instant.ofEpochMilli(1),
        new BsonTimestamp(1),
        new BsonTimestamp(2),
        new BsonRegularExpression("a"),
        new BsonRegularExpression("b"),
        MaxKey.getInstance()
    };

    @Test
    void bytesFollowTheOrderOfTheValues() {
        for (int i = 0; i < ASCENDING.length; i++) {
            for (int j = 0; j < ASCENDING.length; j++) {
                byte[] left = KeyEncoder.encode(ASCENDING[i]);
                byte[] right = KeyEncoder.encode(ASCENDING[j]);
                int expected = Integer.compare(i, j);
                assertThat(Integer.signum(Arrays.compareUnsigned(left, right)))
                        .as("%s and %s", ASCENDING[i], ASCENDING[j])
                        .isEqualTo(expected);
                assertThat(Integer.signum(
                                Arrays.compareUnsigned(KeyEncoder.inverted(left), KeyEncoder.inverted(right))))
                        .as("%s and %s descending", ASCENDING[i], ASCENDING[j])
                        .isEqualTo(-expected);
                assertThat(i != j && startsWith(left, right))
                        .as("%s starts with %s", ASCENDING[i], ASCENDING[j])
                        .isFalse();
            }
        }
    }

    @Test
    void equalNumbersOfDifferentTypesAreEqual() {
        assertThat(KeyEncoder.encode(1))
                .isEqualTo(KeyEncoder.encode(1L))
                .isEqualTo(KeyEncoder.encode(1.0))
                .isEqualTo(KeyEncoder.encode(new Decimal128(new BigDecimal("1.00"))));
        assertThat(KeyEncoder.encode(0.0))
                .isEqualTo(KeyEncoder.encode(-0.0))
                .isEqualTo(KeyEncoder.encode(Decimal128.NEGATIVE_ZERO));
        assertThat(KeyEncoder.encode(1L << 60)).isEqualTo(KeyEncoder.encode((double) (1L << 60)));
        assertThat(KeyEncoder.encode(Decimal128.POSITIVE_INFINITY))
                .isEqualTo(KeyEncoder.encode(Double.POSITIVE_INFINITY));
        assertThat(KeyEncoder.encode(null)).isEqualTo(KeyEncoder.encode(Missing.getInstance()));
    }

    @Test
    void randomNumbersFollowTheirExactValues() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long bits = random.nextLong() >> random.nextInt(64);
            numbers.add(bits);
            numbers.add((double) bits / (1 + random.nextInt(3)));
            numbers.add(new Decimal128(new BigDecimal(bits).movePointLeft(random.nextInt(20))));
        }
        for (Number left : numbers) {
            for (Number right : numbers) {
                assertThat(Integer.signum(Arrays.compareUnsigned(KeyEncoder.encode(left), KeyEncoder.encode(right))))
                        .as("%s and %s, seed %d", left, right, seed)
                        .isEqualTo(exact(left).compareTo(exact(right)));
            }
        }
    }

    @Test
    void theSuccessorComesAfterEveryKeyWithThePrefix() {
        byte[] prefix = {1, (byte) 0xFF};
        assertThat(KeyEncoder.successor(prefix)).isEqualTo(new byte[] {2});
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case Decimal128 decimal -> decimal.toBigDecimal();
            case Double value -> new BigDecimal(value);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        int mismatch = Arrays.mismatch(bytes, prefix);
        return mismatch < 0 || mismatch >= prefix.length;
    }
}
