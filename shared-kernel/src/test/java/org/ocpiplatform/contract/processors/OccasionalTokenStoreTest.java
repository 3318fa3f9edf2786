package org.ocpiplatform.contract.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OccasionalTokenStoreTest {

    private static final String PROCESSOR = "things";

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> calls = new ArrayList<>();
    private final InMemoryTokenStore stored = new InMemoryTokenStore();
    private boolean lost;

    private final OccasionalTokenStore tokens = new OccasionalTokenStore(
            new ForwardingTokenStore(stored) {
                @Override
                public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
                    if (lost) {
                        throw new UnableToClaimTokenException("another node has it");
                    }
                    calls.add("store "
                            + (token == null ? "none" : token.position().orElseThrow()));
                    super.storeToken(token, processorName, segment);
                }

                @Override
                public void extendClaim(String processorName, int segment) {
                    calls.add("extend");
                    super.extendClaim(processorName, segment);
                }

                @Override
                public void releaseClaim(String processorName, int segment) {
                    calls.add("release");
                    super.releaseClaim(processorName, segment);
                }
            },
            now::get);

    @BeforeEach
    void begin() {
        tokens.initializeTokenSegments(PROCESSOR, 2);
        store(1, 0);
    }

    @Test
    void theFirstIsStoredAtOnceAndNoOtherForAWhile() {
        store(2, 0);
        pass(99);
        store(3, 0);

        assertThat(calls).containsExactly("store 1");

        pass(1);
        store(4, 0);
        store(5, 0);

        assertThat(calls).containsExactly("store 1", "store 4");
    }

    @Test
    void segmentsHaveTimesOfTheirOwn() {
        store(2, 1);

        assertThat(calls).containsExactly("store 1", "store 2");
    }

    @Test
    void aSignOfLifeStoresWhatWaits() {
        store(2, 0);

        tokens.extendClaim(PROCESSOR, 0);
        tokens.extendClaim(PROCESSOR, 0);

        assertThat(calls).containsExactly("store 1", "store 2", "extend");
    }

    @Test
    void whatWaitsIsStoredBeforeTheClaimGoes() {
        store(2, 0);

        tokens.releaseClaim(PROCESSOR, 0);

        assertThat(calls).containsExactly("store 1", "store 2", "release");
    }

    @Test
    void whoAsksHasTheLast() {
        store(2, 0);

        assertThat(tokens.fetchToken(PROCESSOR, 0)).isEqualTo(new GlobalSequenceTrackingToken(2));
    }

    @Test
    void aTokenThatReplacesAllOthersIsStoredAtOnce() {
        store(2, 0);
        tokens.releaseClaim(PROCESSOR, 0);
        calls.clear();

        tokens.storeToken(null, PROCESSOR, 0);

        assertThat(calls).containsExactly("store none");
    }

    @Test
    void aClaimThatIsLostIsTold() {
        store(2, 0);
        lost = true;

        assertThatThrownBy(() -> tokens.extendClaim(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThat(calls).containsExactly("store 1");
    }

    @Test
    void aClaimThatIsLostIsReleasedAllTheSame() {
        store(2, 0);
        lost = true;

        tokens.releaseClaim(PROCESSOR, 0);

        assertThat(calls).containsExactly("store 1", "release");
    }

    @Test
    void whatCouldNotBeStoredIsNotStoredLater() {
        store(2, 0);
        lost = true;
        assertThatThrownBy(() -> tokens.extendClaim(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        lost = false;

        tokens.extendClaim(PROCESSOR, 0);

        assertThat(calls).containsExactly("store 1", "extend");
    }

    private void store(long position, int segment) {
        tokens.storeToken(new GlobalSequenceTrackingToken(position), PROCESSOR, segment);
    }

    private void pass(long millis) {
        now.addAndGet(millis * 1_000_000);
    }
}
