package org.ocpiplatform.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.api.limits.LimitSettings.Rate;
import org.ocpiplatform.api.limits.LimitSettings.Transfers;

class CallerLimitsTest {

    private final MovingClock clock = new MovingClock();

    @Test
    void afterTheBurstACallerHasItsRate() {
        CallerLimits limits = limits(new Rate(2, 3), 0);
        for (int i = 0; i < 3; i++) {
            assertThat(limits.enter("a")).isEmpty();
        }

        assertThat(limits.enter("a")).contains(Duration.ofMillis(500));
        clock.advance(Duration.ofMillis(500));
        assertThat(limits.enter("a")).isEmpty();
        assertThat(limits.enter("a")).isPresent();
        clock.advance(Duration.ofMinutes(5));
        for (int i = 0; i < 3; i++) {
            assertThat(limits.enter("a"))
                    .as("no more than the burst, however long the pause")
                    .isEmpty();
        }
        assertThat(limits.enter("a")).isPresent();
    }

    @Test
    void noCallerSuffersFromAnother() {
        CallerLimits limits = limits(new Rate(1, 1), 0);
        assertThat(limits.enter("a")).isEmpty();
        assertThat(limits.enter("a")).isPresent();

        assertThat(limits.enter("b")).isEmpty();
        assertThat(limits.stranger("192.0.2.1")).isEmpty();
    }

    @Test
    void soManyRequestsAreUnderWayAtOnce() {
        CallerLimits limits = limits(new Rate(0, 1), 2);
        assertThat(limits.enter("a")).isEmpty();
        assertThat(limits.enter("a")).isEmpty();
        assertThat(limits.enter("a")).contains(Duration.ofSeconds(1));
        assertThat(limits.enter("b")).isEmpty();

        limits.left("a");

        assertThat(limits.enter("a")).isEmpty();
        assertThat(limits.enter("a")).isPresent();
    }

    @Test
    void zeroMeansAnyNumber() {
        CallerLimits limits = limits(new Rate(0, 1), 0);
        for (int i = 0; i < 10_000; i++) {
            assertThat(limits.enter("a")).isEmpty();
            assertThat(limits.stranger("192.0.2.1")).isEmpty();
        }
    }

    @Test
    void addressesOfOneIpv6SiteAreOneStranger() {
        CallerLimits limits = limits(new Rate(1, 1), 0);
        assertThat(limits.stranger("2001:db8:1:2::1")).isEmpty();

        assertThat(limits.stranger("2001:db8:1:2:ffff::9")).isPresent();
        assertThat(limits.stranger("2001:db8:1:3::1")).isEmpty();
        assertThat(limits.stranger("192.0.2.1")).isEmpty();
        assertThat(limits.stranger("192.0.2.2")).isEmpty();
        assertThat(limits.stranger("192.0.2.1")).isPresent();
    }

    private CallerLimits limits(Rate rate, int concurrent) {
        return new CallerLimits(
                new LimitSettings(
                        rate, rate, concurrent, new Transfers(Duration.ofSeconds(1), Duration.ofSeconds(1), 1)),
                clock);
    }

    private static final class MovingClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
