package org.ocpiplatform.read.history;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.history.AuditTrail.Export;
import org.ocpiplatform.contract.history.AuditedObject;
import org.ocpiplatform.contract.history.ExportFilter;
import org.ocpiplatform.contract.history.ExportedEvent;
import org.ocpiplatform.contract.history.Pages;
import org.ocpiplatform.contract.secrets.Secrets;
import org.ocpiplatform.contract.storage.EventTypes;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.StoredEvent;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.projection.Concurrently;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;

/** All events in the order of their positions, a few of them in memory at a time. */
@Component
final class Exports {

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final int PAGE = 1_000;

    /** Events that are read through rather than left out, between two that are wanted. */
    private static final int GAP = 1_000;

    /** The first byte of the mark in UTF-8. */
    private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

    /** By stored type; of types that nobody knows nothing is known but that they may hold secrets. */
    private static final ClassValue<Boolean> HOLDS_SECRETS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return Secrets.heldBy(type);
        }
    };

    private final EventLog log;
    private final EventStorageEngine engine;
    private final Addresses addresses;

    Exports(EventLog log, EventStorageEngine engine, Addresses addresses) {
        this.log = log;
        this.engine = engine;
        this.addresses = addresses;
    }

    /** Whether the events of a stored type hold secrets, or may do so as the type is unknown. */
    static boolean holdsSecrets(String storedType) {
        return EventTypes.classOf(storedType).map(HOLDS_SECRETS::get).orElse(true);
    }

    /** Whether an event says nothing secret, and says it in the form that it has today, so that nothing has to be changed. */
    private static boolean isShownAsStored(StoredEvent event) {
        return EventTypes.classOf(event.payloadType())
                        .map(type -> type.getAnnotation(Revision.class))
                        .filter(today -> today.value().equals(event.payloadRevision()))
                        .isPresent()
                && !holdsSecrets(event.payloadType());
    }

    /** The events that a filter lets pass, up to the last one that is stored now. */
    Export export(ExportFilter filter) {
        long head = log.head().orElse(0);
        return new Export(head, new PagesAhead<>(new Walk(filter, head), "audit-export"));
    }

    /** All events that follow on a position, up to another one. */
    private final class Rows implements Pages<StoredEvent> {

        private final long head;
        private long position;

        Rows(long after, long head) {
            this.position = after;
            this.head = head;
        }

        @Override
        public List<StoredEvent> next() {
            if (position >= head) {
                return List.of();
            }
            List<StoredEvent> page = log.after(position, (int) Math.min(PAGE, head - position)).stream()
                    .filter(event -> event.position() <= head)
                    .toList();
            position = page.isEmpty() ? head : page.getLast().position();
            return page;
        }

        @Override
        public void close() {}
    }

    private final class Walk implements Pages<ExportedEvent> {

        private final ExportFilter filter;
        private final Pages<StoredEvent> all;
        private long left;

        private @Nullable Stream<? extends TrackedEventMessage<?>> opened;
        private Iterator<? extends TrackedEventMessage<?>> messages =
                List.<TrackedEventMessage<?>>of().iterator();
        private @Nullable TrackedEventMessage<?> ahead;

        Walk(ExportFilter filter, long head) {
            this.filter = filter;
            this.all = new PagesAhead<>(new Rows(filter.after(), head), "audit-export-reads");
            this.left = filter.limit();
        }

        @Override
        public List<ExportedEvent> next() {
            List<ExportedEvent> page = List.of();
            while (page.isEmpty() && left > 0) {
                List<StoredEvent> stored = all.next();
                if (stored.isEmpty()) {
                    break;
                }
                List<Wanted> wanted = Concurrently.each(stored, this::wanted).stream()
                        .flatMap(Optional::stream)
                        .limit(left)
                        .toList();
                left -= wanted.size();
                page = shown(wanted);
            }
            return page;
        }

        /** An event that the filter lets pass. */
        private record Wanted(StoredEvent event, @Nullable AuditedObject object) {}

        private Optional<Wanted> wanted(StoredEvent event) {
            if ((filter.from() != null && event.occurredAt().isBefore(filter.from()))
                    || (filter.to() != null && !event.occurredAt().isBefore(filter.to()))) {
                return Optional.empty();
            }
            AuditedObject object = object(event);
            if ((filter.module() != null && (object == null || !filter.module().equals(object.module())))
                    || (filter.side() != null && (object == null || filter.side() != object.side()))) {
                return Optional.empty();
            }
            return Optional.of(new Wanted(event, object));
        }

        private List<ExportedEvent> shown(List<Wanted> wanted) {
            log.expect(wanted.stream()
                    .map(Wanted::event)
                    .filter(Exports::isShownAsStored)
                    .toList());
            Map<Long, String> understood = new HashMap<>();
            for (Wanted one : wanted) {
                if (!isShownAsStored(one.event())) {
                    String payload = understood(one.event());
                    if (payload != null) {
                        understood.put(one.event().position(), payload);
                    }
                }
            }
            return Concurrently.each(
                    wanted,
                    one -> shown(
                            one.event(),
                            one.object(),
                            isShownAsStored(one.event())
                                    ? asStored(one.event())
                                    : understood.get(one.event().position())));
        }

        private @Nullable AuditedObject object(StoredEvent event) {
            try {
                return addresses.of(log.aggregateId(event), event.payloadType()).orElse(null);
            } catch (EventStoreException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warn("It cannot be told what the event at position {} is about", event.position(), e);
                return null;
            }
        }

        private ExportedEvent shown(StoredEvent event, @Nullable AuditedObject object, @Nullable String payload) {
            Origin origin = Origin.of(event);
            return new ExportedEvent(
                    event.position(),
                    event.eventId(),
                    event.payloadType(),
                    event.sequenceNumber(),
                    new ExportedEvent.Aggregate(event.aggregateId(), event.aggregateType(), event.sequenceNumber()),
                    object,
                    Texts.time(event.occurredAt()),
                    origin.actor(),
                    origin.requestId(),
                    origin.correlationId(),
                    payload,
                    event.payloadRevision(),
                    Texts.sha256(event.payload()),
                    Texts.sha256(event.metadata()),
                    Texts.hex(event.previousHash()),
                    Texts.hex(event.hash()),
                    filter.stored() && !holdsSecrets(event.payloadType())
                            ? new ExportedEvent.Stored(Texts.utf8(event.payload()), Texts.utf8(event.metadata()))
                            : null);
        }

        /** None if it is no JSON any more. */
        private @Nullable String asStored(StoredEvent event) {
            try {
                byte[] json = log.payload(event);
                requireLine(json);
                return Texts.utf8(json);
            } catch (EventStoreException e) {
                throw e;
            } catch (RuntimeException e) {
                return unreadable(event, e);
            }
        }

        private static void requireLine(byte[] json) {
            for (byte next : json) {
                // The parser would take a NUL for a sign of another encoding.
                if (next == '\n' || next == '\r' || next == 0) {
                    throw new IllegalArgumentException("no event is stored in several lines, or not in UTF-8");
                }
            }
            if (json.length > 0 && json[0] == BYTE_ORDER_MARK) {
                throw new IllegalArgumentException("no event is stored with a byte order mark");
            }
            try (JsonParser parser = OcpiJson.mapper().createParser(json)) {
                parser.nextToken();
                parser.skipChildren();
                if (parser.nextToken() != null) {
                    throw new IllegalArgumentException("something follows the JSON");
                }
            }
        }

        /** What the event says to those who understand it; none if it is not understood. */
        private @Nullable String understood(StoredEvent event) {
            try {
                TrackedEventMessage<?> message = message(event.position());
                return message == null
                                || EventTypes.nameOf(message.getPayloadType()).isEmpty()
                        ? null
                        : Payloads.shown(message.getPayload()).toString();
            } catch (EventStoreException e) {
                throw e;
            } catch (RuntimeException e) {
                return unreadable(event, e);
            }
        }

        private static @Nullable String unreadable(StoredEvent event, RuntimeException reason) {
            LOG.warn("The event at position {} cannot be read", event.position(), reason);
            return null;
        }

        /** Events are understood in the same order as they are stored, and only as far as somebody wants them. */
        private @Nullable TrackedEventMessage<?> message(long wanted) {
            if (opened == null || (ahead != null && wanted - positionOf(ahead) > GAP)) {
                closeMessages();
                opened = engine.readEvents(new GlobalSequenceTrackingToken(wanted - 1), false);
                messages = opened.iterator();
                ahead = null;
            }
            while ((ahead == null || positionOf(ahead) < wanted) && messages.hasNext()) {
                ahead = messages.next();
            }
            return ahead != null && positionOf(ahead) == wanted ? ahead : null;
        }

        private static long positionOf(TrackedEventMessage<?> message) {
            return Objects.requireNonNull(message.trackingToken()).position().orElse(0);
        }

        @Override
        public void close() {
            all.close();
            closeMessages();
        }

        private void closeMessages() {
            if (opened != null) {
                opened.close();
            }
        }
    }
}
