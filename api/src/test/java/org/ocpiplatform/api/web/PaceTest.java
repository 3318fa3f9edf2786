package org.ocpiplatform.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace(Duration.ofSeconds(10), 100);

    @Test
    void theGraceMayBeWaitedWithoutAByte() {
        pace.waitFrom(seconds(1));

        assertThat(pace.isTooSlow(seconds(11))).isFalse();
        assertThat(pace.isTooSlow(seconds(11) + 1)).isTrue();
    }

    @Test
    void bytesAreWorthTime() {
        pace.waitFrom(seconds(0));
        pace.waitedUntil(seconds(5), 300);
        pace.waitFrom(seconds(100));

        assertThat(pace.isTooSlow(seconds(108))).isFalse();
        assertThat(pace.isTooSlow(seconds(109))).isTrue();
    }

    @Test
    void whatIsDoneBetweenTwoWaitsDoesNotCount() {
        pace.waitFrom(seconds(0));
        pace.waitedUntil(seconds(1), 0);

        assertThat(pace.isTooSlow(seconds(1_000))).isFalse();
    }

    @Test
    void theNextMessageHasAGraceOfItsOwn() {
        pace.waitFrom(seconds(0));
        pace.waitedUntil(seconds(60), 0);
        assertThat(pace.isTooSlow(seconds(60))).isTrue();

        pace.startOver();

        assertThat(pace.isTooSlow(seconds(60))).isFalse();
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
