package org.ocpiplatform.read.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.MongoException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.projections.ReadStoreWatch;

/**
 * What was last answered to questions that every request asks, for the time in which the read store cannot be reached
 * and writes are accepted all the same. An answer is relied on only while it is not older than the bound that the
 * settings give; a token revoked meanwhile is taken for that long.
 */
final class LastKnown<Q, A> {

    private static final int ANSWERS = 10_000;

    private final Cache<Q, A> answers;
    private final Predicate<A> kept;
    private final boolean used;

    private LastKnown(ReadStoreWatch store, Predicate<A> kept) {
        ReadStoreWatch.WhenAway whenAway = store.whenAway();
        this.used = whenAway.accepts();
        this.kept = kept;
        this.answers = Caffeine.newBuilder()
                .maximumSize(ANSWERS)
                .expireAfterWrite(whenAway.trusted())
                .build();
    }

    /** Keeps the answers that match. */
    static <Q, A> LastKnown<Q, A> of(ReadStoreWatch store, Predicate<A> kept) {
        return new LastKnown<>(store, kept);
    }

    /**
     * The answer to a question, or the last one that there was if the read store does not answer.
     *
     * @throws Rejection if there is neither
     */
    A ask(Q question, Supplier<A> ask) {
        try {
            A answer = ask.get();
            if (used) {
                keep(question, answer);
            }
            return answer;
        } catch (MongoException e) {
            return known(question, ReadStoreWatch.unavailable());
        } catch (Rejection e) {
            return known(question, e);
        }
    }

    private void keep(Q question, A answer) {
        if (kept.test(answer)) {
            answers.put(question, answer);
        } else {
            answers.invalidate(question);
        }
    }

    private A known(Q question, Rejection otherwise) {
        @Nullable A answer = otherwise.code() == Rejection.Code.UNAVAILABLE ? answers.getIfPresent(question) : null;
        if (answer == null) {
            throw otherwise;
        }
        return answer;
    }
}
