package org.ocpiplatform.api.backoffice.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.api.TestEdge.TestClock;
import org.ocpiplatform.api.backoffice.TooManyAttempts;

/** How long those must wait who try passwords. */
class LoginGuardTest {

    private final TestClock clock = new TestClock();
    private final LoginGuard guard = new LoginGuard(clock);

    @Test
    void locksGrowWithEachFurtherFailure() {
        fail(10);
        for (int seconds : new int[] {30, 60, 120, 240, 480, 900, 900}) {
            locked(seconds);
            clock.advance(Duration.ofSeconds(seconds).minusMillis(500));
            locked(1);
            clock.advance(Duration.ofMillis(500));
            fail(1);
        }
    }

    @Test
    void aSuccessForgetsTheFailuresBefore() {
        fail(9);
        assertThat(guard.attempt("ANN", () -> Optional.of("Ann"))).contains("Ann");
        fail(9);
        assertThat(guard.attempt("ann", () -> Optional.of("Ann"))).contains("Ann");
    }

    @Test
    void onlyFailuresOfAQuarterOfAnHourCount() {
        fail(9);
        clock.advance(Duration.ofMinutes(15).plusMillis(1));
        fail(9);
        fail(1);
        locked(30);
    }

    @Test
    void namesAreLockedEachForItself() {
        fail(10);
        assertThat(guard.attempt("bob", () -> Optional.of("Bob"))).contains("Bob");
    }

    @Test
    void manyAtOnceGainNothing() {
        AtomicInteger checked = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                threads.submit(() -> guard.attempt("ann", () -> {
                    checked.incrementAndGet();
                    return Optional.empty();
                }));
            }
        }
        assertThat(checked).hasValue(10);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(guard.attempt("Ann", Optional::empty)).isEmpty();
        }
    }

    private void locked(long seconds) {
        assertThatExceptionOfType(TooManyAttempts.class)
                .isThrownBy(() -> guard.attempt("ann", () -> {
                    throw new AssertionError("the password was looked at");
                }))
                .satisfies(refused -> assertThat(refused.retryAfterSeconds()).isEqualTo(seconds));
    }
}
