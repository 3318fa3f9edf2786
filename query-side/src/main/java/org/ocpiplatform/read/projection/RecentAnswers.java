package org.ocpiplatform.read.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers that nearly every request asks for. They are remembered for a moment where this node is the only one that
 * changes the documents they are made of, and not beyond the next change; among several nodes each is read anew.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class RecentAnswers<Q, A> {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int REMEMBERED_ANSWERS = 10_000;

    private final Function<Q, A> answer;
    private final LastKnown<Q, A> last;
    private final boolean alone;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<Asked<Q>, A> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_ANSWERS)
            .expireAfterWrite(REMEMBERED)
            .build();

    /**
     * Answers as the function reads them from the documents of a projection.
     *
     * @param kept which answers may be given once more while the read store cannot be reached
     */
    public RecentAnswers(Projection<?> projection, Function<Q, A> answer, Predicate<A> kept) {
        this.answer = answer;
        this.last = projection.lastKnown(kept);
        this.alone = projection.writtenByOneNodeOnly();
        projection.onChange(changes::incrementAndGet);
    }

    /**
     * A question, asked when the documents had changed that often: an answer that was being read during a change is
     * remembered only for those who asked before it.
     */
    private record Asked<Q>(Q question, long changes) {}

    /** The answer to a question. */
    public A to(Q question) {
        return last.ask(question, () -> recent(question));
    }

    private A recent(Q question) {
        return alone
                ? remembered.get(new Asked<>(question, changes.get()), asked -> answer.apply(asked.question()))
                : answer.apply(question);
    }
}
