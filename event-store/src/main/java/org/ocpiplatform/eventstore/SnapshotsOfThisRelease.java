package org.ocpiplatform.eventstore;

import java.util.Objects;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;

/**
 * Lets through the snapshots of those classes that there are, of the {@linkplain Revision revision} that they have. For
 * all others events are read in their place.
 */
public final class SnapshotsOfThisRelease implements SnapshotFilter {

    private final Serializer serializer;

    /** A filter of what this serializer reads. */
    public SnapshotsOfThisRelease(Serializer serializer) {
        this.serializer = serializer;
    }

    @Override
    public boolean test(DomainEventData<?> snapshot) {
        SerializedType stored = snapshot.getPayload().getType();
        SerializedType present;
        try {
            present = serializer.typeForClass(serializer.classForType(stored));
        } catch (RuntimeException e) {
            // Serializers may refuse what another release has stored.
            return false;
        }
        return present.getRevision() != null
                && present.getName().equals(stored.getName())
                && Objects.equals(present.getRevision(), stored.getRevision());
    }
}
