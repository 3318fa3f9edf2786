package org.ocpiplatform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotsOfThisReleaseTest {

    private final SnapshotsOfThisRelease filter = new SnapshotsOfThisRelease(Nodes.serializer());

    @Revision("2")
    private record Account(String owner) {}

    private record Unversioned(String owner) {}

    @Test
    void onlyTheRevisionThatThereIsCanBeUsed() {
        assertThat(allowed(Account.class.getName(), "2")).isTrue();
        assertThat(allowed(Account.class.getName(), "1")).isFalse();
        assertThat(allowed(Account.class.getName(), "3")).isFalse();
        assertThat(allowed(Account.class.getName(), null)).isFalse();
    }

    @Test
    void whatHasNoRevisionOrIsNotThereCannotBeUsed() {
        assertThat(allowed(Unversioned.class.getName(), null)).isFalse();
        assertThat(allowed("org.ocpiplatform.NoSuchAggregate", "1")).isFalse();
    }

    private boolean allowed(String type, @Nullable String revision) {
        return filter.test(new GenericDomainEventEntry<>(
                "Account", "a", 1, "e", Instant.EPOCH, type, revision, new byte[0], new byte[0]));
    }
}
