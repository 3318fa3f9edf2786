package org.ocpiplatform.read.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventRateTest {

    /** Time may be negative: only differences have a meaning. */
    private long now = TimeUnit.SECONDS.toNanos(-3);

    private final EventRate rate = new EventRate(() -> now);

    @Test
    void withoutEventsTheRateIsZero() {
        assertThat(rate.perSecond()).isZero();
    }

    @Test
    void eventsOfTheLastTenSecondsCount() {
        rate.count(30);
        pass(4);
        rate.count(10);
        rate.count(10);
        pass(5);

        assertThat(rate.perSecond()).isEqualTo(5);
    }

    @Test
    void olderEventsAreForgottenOneSecondAfterTheOther() {
        rate.count(30);
        pass(1);
        rate.count(20);
        pass(9);

        assertThat(rate.perSecond()).isEqualTo(2);

        pass(1);
        assertThat(rate.perSecond()).isZero();
    }

    @Test
    void aLongSilenceForgetsEverything() {
        rate.count(30);
        pass(3_600);

        assertThat(rate.perSecond()).isZero();

        rate.count(10);
        assertThat(rate.perSecond()).isEqualTo(1);
    }

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
