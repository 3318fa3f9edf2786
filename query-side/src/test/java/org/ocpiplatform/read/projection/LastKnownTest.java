package org.ocpiplatform.read.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.projections.ReadStoreWatch;

class LastKnownTest {

    private static final Supplier<Optional<String>> AWAY = () -> {
        throw new MongoTimeoutException("no primary");
    };

    @Test
    void theLastAnswerIsReliedOnWhileTheStoreIsAway() {
        LastKnown<String, Optional<String>> known = known(true, Duration.ofMinutes(1));
        known.ask("token", () -> Optional.of("partner"));

        assertThat(known.ask("token", AWAY)).contains("partner");
        assertThat(known.ask("token", () -> {
                    throw ReadStoreWatch.unavailable();
                }))
                .contains("partner");
        assertUnavailable(known, "another");
    }

    @Test
    void whatIsNoLongerSoIsForgotten() {
        LastKnown<String, Optional<String>> known = known(true, Duration.ofMinutes(1));
        known.ask("token", () -> Optional.of("partner"));

        assertThat(known.ask("token", Optional::empty)).isEmpty();
        assertUnavailable(known, "token");
    }

    @Test
    void anAnswerIsReliedOnNoLongerThanTheBound() throws InterruptedException {
        LastKnown<String, Optional<String>> known = known(true, Duration.ofMillis(50));
        known.ask("token", () -> Optional.of("partner"));

        Thread.sleep(100);

        assertUnavailable(known, "token");
    }

    @Test
    void whereWritesAreRefusedNobodyIsRecognisedFromMemory() {
        LastKnown<String, Optional<String>> known = known(false, Duration.ofMinutes(1));
        known.ask("token", () -> Optional.of("partner"));

        assertUnavailable(known, "token");
    }

    @Test
    void anotherRefusalIsPassedOn() {
        LastKnown<String, Optional<String>> known = known(true, Duration.ofMinutes(1));
        known.ask("token", () -> Optional.of("partner"));

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> known.ask("token", () -> {
                    throw Rejection.invalid("no");
                }))
                .withMessage("no");
    }

    private static void assertUnavailable(LastKnown<String, Optional<String>> known, String question) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> known.ask(question, AWAY))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    private static LastKnown<String, Optional<String>> known(boolean accepts, Duration trusted) {
        return LastKnown.of(
                new ReadStoreWatch() {
                    @Override
                    public String outage() {
                        return "away";
                    }

                    @Override
                    public WhenAway whenAway() {
                        return new WhenAway(accepts, trusted);
                    }

                    @Override
                    public void awaitBack() {}
                },
                Optional::isPresent);
    }
}
