package org.ocpiplatform.read.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.Nodes.Written;

/** What nodes know of each other by the read store. */
class NodesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final Set<String> BOTH = Set.of("sessions", "cdrs");

    private final AtomicLong nanos = new AtomicLong();
    private Nodes one;
    private Nodes other;

    @BeforeEach
    void meet() {
        one = new Nodes(STORE.database(), "one", nanos::get);
        other = new Nodes(STORE.database(), "other", nanos::get);
    }

    @Test
    void whoHearsOfNobodyIsAlone() {
        assertThat(one.running("sessions")).containsExactly("one");
        one.exchange(BOTH, List.of());
        assertThat(one.running("sessions")).containsExactly("one");
        assertThat(one.writtenElsewhere("sessions")).isEmpty();
    }

    @Test
    void nodesHearOfEachOtherAndOfWhatEachWrites() {
        one.exchange(BOTH, List.of(status("sessions", 7)));
        other.exchange(BOTH, List.of());
        one.exchange(BOTH, List.of(status("sessions", 8)));
        other.exchange(BOTH, List.of());

        assertThat(one.running("sessions")).containsExactlyInAnyOrder("one", "other");
        assertThat(other.running("sessions")).containsExactlyInAnyOrder("one", "other");
        assertThat(other.writtenElsewhere("sessions"))
                .contains(new Written("one", "sessions", 8, 2.5, "REBUILDING", 12.5, 3L));
        assertThat(other.writtenElsewhere("cdrs")).isEmpty();
        assertThat(one.writtenElsewhere("sessions")).isEmpty();
    }

    @Test
    void whoIsSilentForSomeSecondsIsGone() {
        other.exchange(BOTH, List.of(status("sessions", 7)));
        one.exchange(BOTH, List.of());
        pass(Duration.ofSeconds(4));
        one.exchange(BOTH, List.of());
        assertThat(one.running("sessions")).contains("other");

        pass(Duration.ofSeconds(2));
        one.exchange(BOTH, List.of());
        assertThat(one.running("sessions")).containsExactly("one");
        assertThat(one.writtenElsewhere("sessions")).isEmpty();

        other.exchange(BOTH, List.of());
        one.exchange(BOTH, List.of());
        assertThat(one.running("sessions")).contains("other");
    }

    @Test
    void whoLeavesIsGoneAtOnce() {
        other.exchange(BOTH, List.of());
        one.exchange(BOTH, List.of());
        other.leave();
        one.exchange(BOTH, List.of());
        assertThat(one.running("sessions")).containsExactly("one");
    }

    @Test
    void aProcessorIsSharedAmongThoseThatCanRunIt() {
        other.exchange(Set.of("sessions"), List.of());
        one.exchange(Set.of("cdrs"), List.of());
        other.exchange(Set.of("sessions"), List.of());

        assertThat(one.running("sessions")).containsExactly("other");
        assertThat(one.running("cdrs")).containsExactly("one");
        // Nobody can, so everybody tries.
        assertThat(one.running("tariffs")).containsExactly("one");
        assertThat(other.running("tariffs")).containsExactly("other");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static ProjectionStatus status(String name, long position) {
        return new ProjectionStatus(name, position, 10, 0, 2.5, "REBUILDING", 0, 12.5, 3L, "one");
    }
}
