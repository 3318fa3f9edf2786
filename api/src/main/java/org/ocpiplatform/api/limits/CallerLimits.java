package org.ocpiplatform.api.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Counts the requests of callers, and of addresses that present no valid token, in token buckets. Each node counts for
 * itself and in memory: a platform of several allows as many times more. What is remembered is bounded; callers that
 * were silent for ten minutes are forgotten, and the oldest ones if there are very many.
 */
@Component
public final class CallerLimits {

    private static final int MAX_REMEMBERED = 100_000;
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final LimitSettings settings;
    private final TimeMeter time;
    private final Cache<String, Bucket> callers;
    private final Cache<String, Bucket> strangers;
    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();

    CallerLimits(LimitSettings settings, Clock clock) {
        this.settings = settings;
        this.time = new ClockTime(clock);
        this.callers = buckets();
        this.strangers = buckets();
    }

    private Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterAccess(MEMORY)
                .ticker(time::currentTimeNanos)
                .build();
    }

    /**
     * Counts a request of somebody who is known.
     *
     * @param caller names the caller among all callers
     * @return after how long another attempt may succeed, if this one may not go on; otherwise it must be told with
     *     {@link #left(String)} that the request has ended
     */
    public Optional<Duration> enter(String caller) {
        Optional<Duration> wait = count(callers, caller, settings.callers());
        if (wait.isPresent() || settings.concurrent() == 0) {
            return wait;
        }
        int now = underWay.merge(caller, 1, Integer::sum);
        if (now <= settings.concurrent()) {
            return Optional.empty();
        }
        left(caller);
        return Optional.of(SOON);
    }

    /** A request that was let in has ended. */
    public void left(String caller) {
        underWay.computeIfPresent(caller, (known, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Counts a request that came without a valid token.
     *
     * @param address that it came from
     * @return after how long another attempt may be looked at, if this one may not
     */
    public Optional<Duration> stranger(String address) {
        return count(strangers, Addresses.site(address), settings.strangers());
    }

    private Optional<Duration> count(Cache<String, Bucket> buckets, String who, LimitSettings.Rate rate) {
        if (rate.perSecond() == 0) {
            return Optional.empty();
        }
        ConsumptionProbe probe = buckets.get(who, unknown -> bucket(rate)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())));
    }

    private Bucket bucket(LimitSettings.Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /** The platform's clock, as buckets want it. */
    private record ClockTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
