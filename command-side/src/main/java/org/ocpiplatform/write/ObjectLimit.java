package org.ocpiplatform.write;

import java.io.OutputStream;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.json.OcpiJson;

/**
 * How large an object may become by what is added to it bit by bit; a request that brings it whole is bounded by its
 * body. Whatever is stored is also shown, pushed and published whole, so what would be too large for that is refused.
 *
 * @param bytes of its JSON
 */
public record ObjectLimit(long bytes) {

    /** The bytes that a part may have which readers are given by itself. */
    public static final long PART = 8L << 20;

    /**
     * The events that a command leads to, if the object is not too large after them.
     *
     * @param fold the object after one more event
     * @throws Rejection if it is
     */
    public <S, E> List<E> within(
            ObjectKind kind,
            @Nullable S current,
            List<? extends E> events,
            BiFunction<@Nullable S, E, @Nullable S> fold) {
        return within(kind, current, events, fold, next -> {});
    }

    /**
     * The same for an object with parts that have bounds of their own.
     *
     * @param parts checks those of an object that is larger than {@link #PART}
     */
    public <S, E> List<E> within(
            ObjectKind kind,
            @Nullable S current,
            List<? extends E> events,
            BiFunction<@Nullable S, E, @Nullable S> fold,
            Consumer<S> parts) {
        if (!events.isEmpty()) {
            @Nullable S next = current;
            for (E event : events) {
                next = fold.apply(next, event);
            }
            if (next != null) {
                long size = size(next);
                if (size > bytes) {
                    throw tooLarge("the " + kind.noun(), size, bytes);
                }
                if (size > PART) {
                    parts.accept(next);
                }
            }
        }
        return List.copyOf(events);
    }

    /** Refuses a part that is too large; {@code what} names it. */
    public static void requirePart(String what, Object part) {
        long size = size(part);
        if (size > PART) {
            throw tooLarge(what, size, PART);
        }
    }

    private static Rejection tooLarge(String what, long size, long limit) {
        return Rejection.invalid(what + " would have " + size + " bytes; it may have " + limit
                + ", and nothing of the request is stored");
    }

    private static long size(Object value) {
        Counting counting = new Counting();
        OcpiJson.mapper().writeValue(counting, value);
        return counting.bytes;
    }

    private static final class Counting extends OutputStream {

        private long bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] values, int offset, int length) {
            bytes += length;
        }
    }
}
