package org.ocpiplatform.read.history;

import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.history.AuditedModules;
import org.ocpiplatform.contract.history.AuditedObject;
import org.ocpiplatform.contract.history.Moment;
import org.ocpiplatform.contract.history.ObjectHistory;
import org.ocpiplatform.contract.history.ObjectLocator;
import org.ocpiplatform.contract.history.PastObject;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Objects event by event. */
@Component
final class Histories {

    private static final Logger LOG = LoggerFactory.getLogger(Histories.class);

    private final EventStore events;
    private final EventLog log;
    private final Chronicles chronicles;
    private final Addresses addresses;

    Histories(EventStore events, EventLog log, Chronicles chronicles, Addresses addresses) {
        this.events = events;
        this.log = log;
        this.chronicles = chronicles;
        this.addresses = addresses;
    }

    /** An object and the stream of its events. */
    record Found(String aggregateId, AuditedObject object) {}

    /**
     * Finds an object.
     *
     * @throws Rejection if there never was one
     */
    Found find(ObjectLocator object) {
        return addresses.candidates(object).stream()
                .flatMap(candidate -> found(candidate, object).stream())
                .findFirst()
                .orElseThrow(() -> notFound(object));
    }

    private Optional<Found> found(String aggregateId, ObjectLocator object) {
        StoredEvent first = log.ofStream(aggregateId, 0, 1).stream().findFirst().orElse(null);
        if (first == null) {
            return Optional.empty();
        }
        return named(aggregateId, first.payloadType())
                .filter(named -> named.side() == object.side()
                        && named.module().equals(object.module())
                        && named.countryCode().equals(object.owner().countryCode())
                        && named.partyId().equals(object.owner().partyId()))
                .map(named -> new Found(aggregateId, named));
    }

    /** As the object spells itself, or if that cannot be read as its identifier does. */
    private Optional<AuditedObject> named(String aggregateId, String storedType) {
        Optional<AuditedObject> known = addresses.of(aggregateId, storedType);
        try {
            DomainEventStream stream = events.readEvents(aggregateId, 0);
            return known.isPresent() && stream.hasNext()
                    ? addresses.first(stream.next()).or(() -> known)
                    : known;
        } catch (EventStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("The first event of {} cannot be read", PersonalData.shownId(aggregateId), e);
            return known;
        }
    }

    private static Rejection notFound(ObjectLocator object) {
        return object.module().equals(AuditedModules.COMMANDS)
                ? Rejection.notFound("command")
                : ObjectKind.of(object.module()).notFound();
    }

    /** The revision of the last event in a stream that has events. */
    long lastRevision(String aggregateId) {
        return events.lastSequenceNumberFor(aggregateId).orElse(0L);
    }

    /** The events of an object; throws like {@link #find}. */
    ObjectHistory history(ObjectLocator object, long afterRevision, long limit) {
        Found found = find(object);
        return new ObjectHistory(
                found.object(),
                new HistoryPages(
                        log,
                        found.aggregateId(),
                        new Replay(chronicles, events.readEvents(found.aggregateId(), 0)),
                        afterRevision,
                        limit));
    }

    /**
     * An object as it stood.
     *
     * @throws Rejection if there was none then, or its events cannot be read
     */
    PastObject object(ObjectLocator object, Moment moment) {
        Found found = find(object);
        Replay replay = new Replay(chronicles, events.readEvents(found.aggregateId(), 0));
        long revision = goTo(replay, moment);
        String json = revision < 0 ? null : replay.json();
        if (json == null) {
            throw notFound(object);
        }
        long position = log.ofStream(found.aggregateId(), revision, 1).stream()
                .filter(event -> event.sequenceNumber() == revision)
                .mapToLong(StoredEvent::position)
                .findFirst()
                .orElseThrow(() -> unreadable(found.aggregateId(), null));
        return new PastObject(json, revision, position);
    }

    private static long goTo(Replay replay, Moment moment) {
        try {
            return switch (moment) {
                case Moment.Now now -> replay.goWhile(event -> true);
                case Moment.AtTime at ->
                    replay.goWhile(event -> !event.getTimestamp().isAfter(at.time()));
                case Moment.AtRevision at -> {
                    long reached = replay.goWhile(event -> event.getSequenceNumber() <= at.revision());
                    yield reached == at.revision() ? reached : -1;
                }
            };
        } catch (EventStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(replay.aggregateId(), e);
        }
    }

    private static Rejection unreadable(@Nullable String aggregateId, @Nullable RuntimeException cause) {
        LOG.warn(
                "The events of {} cannot be read",
                aggregateId == null ? "an aggregate" : PersonalData.shownId(aggregateId),
                cause);
        return new Rejection(
                Rejection.Code.CONFLICT, "the stored events of the object cannot be read: see /audit/verify");
    }
}
