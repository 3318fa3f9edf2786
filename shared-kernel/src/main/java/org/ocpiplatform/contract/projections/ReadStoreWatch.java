package org.ocpiplatform.contract.projections;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;

/** Tells whether the read store can be reached, as its driver last found, without asking the store. */
public interface ReadStoreWatch {

    /** Why the read store cannot be used now; null if it can, as far as is known. */
    @Nullable
    String outage();

    /** What a platform does with writes, while the read store cannot be reached. */
    WhenAway whenAway();

    /** Waits until the read store can be reached, or the platform ends. */
    void awaitBack() throws InterruptedException;

    /**
     * What is done with writes.
     *
     * @param accepts whether they are stored and answered, although reads do not show them yet
     * @param trusted how old an answer about a caller may be that is still relied on
     */
    record WhenAway(boolean accepts, Duration trusted) {

        /** Nothing is written, and nobody is recognised. */
        public static final WhenAway REFUSE = new WhenAway(false, Duration.ZERO);
    }

    /** Whether the read store cannot be reached. */
    default boolean isAway() {
        return outage() != null;
    }

    /**
     * Refuses what needs the read store.
     *
     * @throws Rejection while it cannot be reached
     */
    default void require() {
        if (isAway()) {
            throw unavailable();
        }
    }

    /**
     * Refuses a write that could not be shown.
     *
     * @throws Rejection while the read store cannot be reached and writes are not accepted meanwhile
     */
    default void requireForWrites() {
        if (!whenAway().accepts() && isAway()) {
            throw new Rejection(
                    Rejection.Code.UNAVAILABLE,
                    "the read store cannot be reached; nothing was stored, try again later");
        }
    }

    /** What callers are told while the read store cannot be reached; why is for the log. */
    static Rejection unavailable() {
        return new Rejection(Rejection.Code.UNAVAILABLE, "the read store cannot be reached; try again later");
    }

    /** A read store that can always be reached, because it is in the same process. */
    static ReadStoreWatch always() {
        return new ReadStoreWatch() {
            @Override
            public @Nullable String outage() {
                return null;
            }

            @Override
            public WhenAway whenAway() {
                return WhenAway.REFUSE;
            }

            @Override
            public void awaitBack() {}
        };
    }
}
