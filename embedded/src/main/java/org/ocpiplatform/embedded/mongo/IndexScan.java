package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an index that can match a filter: one range of ranks per combination of values for the leading
 * fields, each narrowed by a range of the field after them.
 *
 * @param leading how many leading fields have an equality condition
 * @param exact whether the entries answer the whole filter
 * @param distinct whether no document can appear twice
 * @param size how many entries there are
 */
record IndexScan(
        OrderedIndex.View index,
        List<Range> ranges,
        int leading,
        Set<String> constants,
        boolean exact,
        boolean distinct,
        int size) {

    private static final int MAX_RANGES = 100_000;
    private static final byte[] NUMBERS_FROM = KeyEncoder.encode(Double.NEGATIVE_INFINITY);

    /** Ranks, and how many bytes of these keys are the values of the leading fields. */
    record Range(int from, int to, int prefixLength) {}

    private record Interval(byte[] from, byte[] to) {}

    /** Null if the index cannot help: no condition on its first field, and no use for its order. */
    static @Nullable IndexScan of(OrderedIndex.View index, Conditions conditions, @Nullable Document order) {
        Set<Conditions.Condition> answered = new HashSet<>();
        Set<String> constants = new HashSet<>();
        List<byte[]> points = List.of(new byte[0]);
        boolean distinct = true;
        int leading = 0;
        for (; leading < index.fieldCount() && !isNumericPath(index.field(leading)); leading++) {
            Conditions.Condition equality = conditions.on(index.field(leading)).stream()
                    .filter(Conditions.Condition::isEquality)
                    .findFirst()
                    .orElse(null);
            if (equality == null || (long) points.size() * equality.operands().size() > MAX_RANGES) {
                break;
            }
            Set<byte[]> values = new TreeSet<>(Arrays::compareUnsigned);
            for (Object operand : equality.operands()) {
                values.add(new KeyEncoder()
                        .append(operand, index.ascending(leading))
                        .toBytes());
            }
            List<byte[]> extended = new ArrayList<>();
            for (byte[] point : points) {
                for (byte[] value : values) {
                    extended.add(concat(point, value));
                }
            }
            points = extended;
            answered.add(equality);
            distinct &= values.size() == 1 || !index.isMultikey(leading);
            if (values.size() == 1 && !index.isMultikey(leading)) {
                constants.add(index.field(leading));
            }
        }
        List<Interval> intervals = new ArrayList<>();
        for (int i = leading; i < index.fieldCount(); i++) {
            distinct &= !index.isMultikey(i);
        }
        if (leading < index.fieldCount() && !index.isMultikey(leading) && !isNumericPath(index.field(leading))) {
            for (Conditions.Condition condition : conditions.on(index.field(leading))) {
                if (!condition.isEquality()) {
                    intervals.add(interval(condition, index.ascending(leading)));
                    answered.add(condition);
                }
            }
        }
        if (leading == 0 && intervals.isEmpty() && (index.sparse() || !leadsWith(index, order))) {
            return null;
        }
        List<Range> ranges = new ArrayList<>();
        int size = 0;
        for (byte[] point : points) {
            Range range = range(index.entries(), point, intervals);
            if (range.from < range.to) {
                ranges.add(range);
                size += range.to - range.from;
            }
        }
        boolean exact = conditions.complete() && answered.containsAll(conditions.conditions());
        return new IndexScan(index, ranges, leading, constants, exact, distinct, size);
    }

    private static boolean leadsWith(OrderedIndex.View index, @Nullable Document order) {
        return order != null && order.keySet().iterator().next().equals(index.field(0));
    }

    /** An array's element has no entry of its own under such a path. */
    private static boolean isNumericPath(String field) {
        return field.indexOf('.') >= 0
                && Arrays.stream(field.split("\\."))
                        .anyMatch(segment -> segment.chars().allMatch(Character::isDigit));
    }

    /** Only values of the operand's own type match a range. */
    private static Interval interval(Conditions.Condition condition, boolean ascending) {
        byte[] value = KeyEncoder.encode(condition.operand());
        byte[] type = {value[0]};
        byte[] first = value[0] == NUMBERS_FROM[0] ? NUMBERS_FROM : type;
        if (ascending) {
            return switch (condition.operator()) {
                case "$gt" -> new Interval(KeyEncoder.successor(value), KeyEncoder.successor(type));
                case "$gte" -> new Interval(value, KeyEncoder.successor(type));
                case "$lt" -> new Interval(first, value);
                default -> new Interval(first, KeyEncoder.successor(value));
            };
        }
        byte[] inverted = KeyEncoder.inverted(value);
        byte[] end = KeyEncoder.successor(KeyEncoder.inverted(first));
        return switch (condition.operator()) {
            case "$gt" -> new Interval(KeyEncoder.inverted(type), inverted);
            case "$gte" -> new Interval(KeyEncoder.inverted(type), KeyEncoder.successor(inverted));
            case "$lt" -> new Interval(KeyEncoder.successor(inverted), end);
            default -> new Interval(inverted, end);
        };
    }

    private static Range range(OrderedKeys entries, byte[] point, List<Interval> intervals) {
        if (intervals.isEmpty()) {
            return point.length == 0
                    ? new Range(0, entries.size(), 0)
                    : new Range(entries.rank(point), entries.rank(KeyEncoder.successor(point)), point.length);
        }
        int from = 0;
        int to = entries.size();
        for (Interval interval : intervals) {
            from = Math.max(from, entries.rank(concat(point, interval.from)));
            to = Math.min(to, entries.rank(concat(point, interval.to)));
        }
        return new Range(from, to, point.length);
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] result = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, result, left.length, right.length);
        return result;
    }

    /** Whether the entries come in this order: 1 yes, -1 read backwards, 0 no. */
    int direction(Document order) {
        int direction = 0;
        int field = leading;
        for (Map.Entry<String, Object> key : order.entrySet()) {
            if (constants.contains(key.getKey())) {
                continue;
            }
            if (field == index.fieldCount()
                    || index.isMultikey(field)
                    || isNumericPath(index.field(field))
                    || !key.getKey().equals(index.field(field))) {
                return 0;
            }
            boolean ascending = ((Number) key.getValue()).intValue() > 0;
            int needed = ascending == index.ascending(field) ? 1 : -1;
            if (direction == -needed) {
                return 0;
            }
            direction = needed;
            field++;
        }
        return direction == 0 ? 1 : direction;
    }

    /** The positions in the order of the fields after the leading ones, each document once. */
    PrimitiveIterator.OfInt positions(boolean reversed) {
        return new Positions(reversed);
    }

    /** The positions of a scan of one range without duplicates, after the first {@code skip}. */
    PrimitiveIterator.OfInt positions(boolean reversed, int skip) {
        Range range = ranges.getFirst();
        int skipped = Math.min(skip, size);
        Range rest = reversed
                ? new Range(range.from, range.to - skipped, range.prefixLength)
                : new Range(range.from + skipped, range.to, range.prefixLength);
        return new IndexScan(index, List.of(rest), leading, constants, exact, distinct, size - skipped)
                .positions(reversed);
    }

    boolean canSkip() {
        return distinct && ranges.size() == 1;
    }

    /** The documents, in no order. */
    BitSet toSet() {
        BitSet positions = new BitSet();
        for (Range range : ranges) {
            OrderedKeys.Walk walk = index.entries().walk(range.from, range.to, false);
            while (walk.hasNext()) {
                walk.advance();
                positions.set(walk.position());
            }
        }
        return positions;
    }

    /** Merges the ranges by what follows the leading values. */
    private final class Positions implements PrimitiveIterator.OfInt {

        private final PriorityQueue<Head> heads;
        private final IntPredicate firstTime;
        private int next = -1;

        Positions(boolean reversed) {
            Comparator<Head> ascending = (a, b) -> a.walk.compareAfter(a.prefixLength, b.walk, b.prefixLength);
            heads = new PriorityQueue<>(Math.max(1, ranges.size()), reversed ? ascending.reversed() : ascending);
            for (Range range : ranges) {
                if (range.from < range.to) {
                    heads.add(new Head(index.entries().walk(range.from, range.to, reversed), range.prefixLength));
                }
            }
            BitSet seen = new BitSet();
            firstTime = distinct
                    ? position -> true
                    : position -> {
                        boolean first = !seen.get(position);
                        seen.set(position);
                        return first;
                    };
            advance();
        }

        private void advance() {
            next = -1;
            while (next < 0 && !heads.isEmpty()) {
                Head head = heads.peek();
                int position = head.walk.position();
                if (firstTime.test(position)) {
                    next = position;
                }
                if (!head.walk.hasNext()) {
                    heads.poll();
                } else {
                    head.walk.advance();
                    if (heads.size() > 1) {
                        heads.add(heads.poll());
                    }
                }
            }
        }

        @Override
        public boolean hasNext() {
            return next >= 0;
        }

        @Override
        public int nextInt() {
            if (next < 0) {
                throw new NoSuchElementException();
            }
            int position = next;
            advance();
            return position;
        }
    }

    private static final class Head {

        private final OrderedKeys.Walk walk;
        private final int prefixLength;

        Head(OrderedKeys.Walk walk, int prefixLength) {
            this.walk = walk;
            this.prefixLength = prefixLength;
            walk.advance();
        }
    }
}
