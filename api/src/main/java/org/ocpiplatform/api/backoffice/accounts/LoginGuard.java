package org.ocpiplatform.api.backoffice.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ocpiplatform.api.backoffice.TooManyAttempts;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.springframework.stereotype.Component;

/**
 * Slows down who tries passwords. After ten failures in a row within 15 minutes a username is locked for 30 seconds,
 * and after each further failure for twice as long, up to 15 minutes; a success forgets all that. Whether a user of the
 * name exists makes no difference.
 *
 * <p>Each node counts for itself and in memory, so a platform of several allows as many times more attempts. Usernames
 * that had no attempt for half an hour are forgotten, and the oldest ones if there are very many.
 */
@Component
final class LoginGuard {

    private static final int FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration FIRST_LOCK = Duration.ofSeconds(30);
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofMinutes(30);
    private static final int MAX_USERNAMES = 100_000;

    private final Clock clock;
    private final Cache<String, Attempts> byUsername;

    LoginGuard(Clock clock) {
        this.clock = clock;
        this.byUsername = Caffeine.newBuilder()
                .maximumSize(MAX_USERNAMES)
                .expireAfterAccess(MEMORY)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build();
    }

    /**
     * Lets an attempt through, one at a time for each username, so that many at once gain nothing.
     *
     * @param check finds the user if the password is right
     * @throws TooManyAttempts if the username is locked; nothing is checked then
     */
    <T> Optional<T> attempt(String username, Supplier<Optional<T>> check) {
        // A hash is short, whatever was sent.
        Attempts attempts =
                byUsername.get(AccessTokens.hash(username.toLowerCase(Locale.ROOT)), name -> new Attempts());
        attempts.turn.lock();
        try {
            attempts.requireUnlocked(clock.instant());
            Optional<T> found = check.get();
            if (found.isPresent()) {
                attempts.succeeded();
            } else {
                attempts.failed(clock.instant());
            }
            return found;
        } finally {
            attempts.turn.unlock();
        }
    }

    /** What is remembered of a username. */
    private static final class Attempts {

        private final ReentrantLock turn = new ReentrantLock();
        private final Deque<Instant> failures = new ArrayDeque<>();
        private Duration lock = Duration.ZERO;
        private Instant lockedUntil = Instant.MIN;

        void requireUnlocked(Instant now) {
            if (now.isBefore(lockedUntil)) {
                // Rounded up, or who comes back in time would still be too early.
                throw new TooManyAttempts(
                        Duration.between(now, lockedUntil).plusMillis(999).toSeconds());
            }
        }

        void succeeded() {
            failures.clear();
            lock = Duration.ZERO;
            lockedUntil = Instant.MIN;
        }

        void failed(Instant now) {
            failures.add(now);
            while (failures.size() > FAILURES || failures.getFirst().isBefore(now.minus(WINDOW))) {
                failures.removeFirst();
            }
            if (!lock.isZero()) {
                lock = lock.multipliedBy(2);
                lock = lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock;
            } else if (failures.size() == FAILURES) {
                lock = FIRST_LOCK;
            } else {
                return;
            }
            lockedUntil = now.plus(lock);
        }
    }
}
