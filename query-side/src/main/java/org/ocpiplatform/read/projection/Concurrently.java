package org.ocpiplatform.read.projection;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Work on the members of a batch that do not depend on each other. */
public final class Concurrently {

    /** Of fewer, the processor that has them is done before another one has begun. */
    private static final int MANY = 256;

    private Concurrently() {}

    /** What becomes of each, in their order; on all processors if there are many. */
    public static <T, R> List<R> each(List<T> members, Function<T, R> work) {
        Stream<T> stream = members.size() < MANY ? members.stream() : members.parallelStream();
        return stream.map(work).toList();
    }
}
