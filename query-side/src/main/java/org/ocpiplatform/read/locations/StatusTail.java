package org.ocpiplatform.read.locations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.fleet.EvseStatusChange;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.read.locations.Origins.EvseOrigin;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;

/**
 * Tells from events which EVSEs changed their status. The state before the first event that it sees of a location comes
 * from the location's document, which by then may contain that event and later ones; from there on it folds by itself.
 * Where the document is ahead a status that was set once more may be told, but no change is left out.
 * Used by one thread.
 */
final class StatusTail {

    private static final int REMEMBERED = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 20;

    private final Projection<Origins> locations;
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).softValues().build();

    StatusTail(Projection<Origins> locations) {
        this.locations = locations;
    }

    /**
     * A location as far as it is known.
     *
     * @param told the statuses of EVSEs as of events that the state already contained
     */
    private record Known(Origins state, long revision, Map<CiString, EvseStatus> told) {}

    /** Tells the changes that an event made, if it is of a location that is published here. */
    void on(DomainEventMessage<?> message, Consumer<EvseStatusChange> changes) throws InterruptedException {
        if (!(message.getPayload() instanceof LocationEvent event)
                || event.locationId().side() != Side.CPO) {
            return;
        }
        String id = message.getAggregateIdentifier();
        long revision = message.getSequenceNumber();
        Known before = known.getIfPresent(id);
        if (before == null || revision > before.revision + 1) {
            before = revision == 0 ? null : containing(id, revision);
            if (before == null && revision > 0) {
                return;
            }
        }
        Known after;
        if (before == null || revision > before.revision) {
            after = new Known(
                    Origins.apply(before == null ? null : before.state, event, message), revision, new HashMap<>());
            tell(event.locationId(), after.state, revision, message, changes);
        } else {
            after = before;
            tellContained(event, before, message, changes);
        }
        known.put(id, after);
    }

    /** The location as its document holds it, once that contains the event; null if it does not come to that. */
    private @Nullable Known containing(String id, long revision) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            Document document = locations.document(id).orElse(null);
            if (document != null && document.getLong(Fields.REVISION) >= revision) {
                return new Known(LocationDocument.read(document), document.getLong(Fields.REVISION), new HashMap<>());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } while (System.nanoTime() < deadline);
        return null;
    }

    /** Tells the EVSEs whose status is as old as the revision. */
    private static void tell(
            ReplicaId id,
            Origins state,
            long revision,
            DomainEventMessage<?> message,
            Consumer<EvseStatusChange> changes) {
        Location location = state.location();
        for (int i = 0; i < location.evses().size(); i++) {
            Evse evse = location.evses().get(i);
            if (state.evses().get(i).statusRevision() == revision) {
                changes.accept(change(id, location, evse, evse.status(), message));
            }
        }
    }

    /** Tells what an event changed that the state already contains, and that later ones may have changed again. */
    private static void tellContained(
            LocationEvent event, Known known, DomainEventMessage<?> message, Consumer<EvseStatusChange> changes) {
        Location location = known.state.location();
        statuses(event).forEach((uid, status) -> {
            Evse evse = LocationParts.evse(location, uid);
            if (evse != null) {
                EvseStatus before = known.told.put(uid, status);
                EvseOrigin origin = known.state.evses().get(location.evses().indexOf(evse));
                boolean changed =
                        before == null ? origin.statusRevision() >= message.getSequenceNumber() : before != status;
                if (changed) {
                    changes.accept(change(event.locationId(), location, evse, status, message));
                }
            }
        });
    }

    /** The statuses that an event itself names. */
    private static Map<CiString, EvseStatus> statuses(LocationEvent event) {
        return switch (event) {
            case LocationEvent.LocationReplaced replaced ->
                ofEvses(replaced.location().evses());
            case LocationEvent.EvseReplaced replaced -> ofEvses(List.of(replaced.evse()));
            case LocationEvent.EvsePatched patched ->
                ofPatch(
                        patched.evseUid().toString(),
                        patched.patch().path("status").asString(""));
            case LocationEvent.LocationPatched patched -> {
                Map<CiString, EvseStatus> statuses = new HashMap<>();
                patched.patch()
                        .path("evses")
                        .forEach(evse -> statuses.putAll(ofPatch(
                                evse.path("uid").asString(""),
                                evse.path("status").asString(""))));
                yield statuses;
            }
            case LocationEvent.ConnectorReplaced replaced -> Map.of();
            case LocationEvent.ConnectorPatched patched -> Map.of();
        };
    }

    private static Map<CiString, EvseStatus> ofEvses(List<Evse> evses) {
        Map<CiString, EvseStatus> statuses = new HashMap<>();
        evses.forEach(evse -> statuses.put(evse.uid(), evse.status()));
        return statuses;
    }

    private static Map<CiString, EvseStatus> ofPatch(String uid, String status) {
        return status.isEmpty() ? Map.of() : Map.of(CiString.of(uid), EvseStatus.valueOf(status));
    }

    private static EvseStatusChange change(
            ReplicaId id, Location location, Evse evse, EvseStatus status, DomainEventMessage<?> message) {
        return new EvseStatusChange(
                id, location.id(), location.name(), evse.uid(), evse.evseId(), status, message.getTimestamp());
    }
}
