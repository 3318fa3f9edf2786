package org.ocpiplatform.read.history;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.history.FieldChange;
import org.ocpiplatform.contract.history.HistoryEvent;
import org.ocpiplatform.contract.history.Pages;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.StoredEvent;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The events of one object: as they are stored, and beside that as they are understood, for as long as they are. */
final class HistoryPages implements Pages<HistoryEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryPages.class);
    private static final int PAGE = 100;

    private final EventLog log;
    private final String aggregateId;
    private final Replay replay;
    private long next;
    private long left;
    private boolean begun;
    private boolean readable = true;
    private @Nullable JsonNode before;

    HistoryPages(EventLog log, String aggregateId, Replay replay, long afterRevision, long limit) {
        this.log = log;
        this.aggregateId = aggregateId;
        this.replay = replay;
        this.next = afterRevision + 1;
        this.left = limit;
    }

    @Override
    public List<HistoryEvent> next() {
        List<HistoryEvent> page = new ArrayList<>();
        for (StoredEvent event : log.ofStream(aggregateId, next, (int) Math.min(PAGE, left))) {
            page.add(shown(event));
            next = event.sequenceNumber() + 1;
            left--;
        }
        return page;
    }

    private HistoryEvent shown(StoredEvent stored) {
        Origin origin = Origin.of(stored);
        Understood understood = understood(stored);
        return new HistoryEvent(
                stored.sequenceNumber(),
                stored.position(),
                stored.payloadType(),
                Texts.time(stored.occurredAt()),
                origin.actor(),
                origin.requestId(),
                origin.correlationId(),
                understood.payload(),
                understood.changes(),
                Texts.hex(stored.previousHash()),
                Texts.hex(stored.hash()));
    }

    private record Understood(
            @Nullable JsonNode payload, @Nullable List<FieldChange> changes) {}

    /** What was tampered with may be understood no longer, and nothing after it; what is stored is shown all the same. */
    private Understood understood(StoredEvent stored) {
        JsonNode payload = null;
        try {
            if (readable) {
                DomainEventMessage<?> event = replay.goTo(stored.sequenceNumber());
                if (!begun) {
                    before = tree(replay.json());
                    begun = true;
                }
                if (event != null) {
                    payload = Payloads.shown(event.getPayload());
                    replay.step();
                    JsonNode after = tree(replay.json());
                    List<FieldChange> changes = FieldChanges.between(before, after);
                    before = after;
                    return new Understood(payload, changes);
                }
            }
        } catch (EventStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("The event at position {} cannot be read", stored.position(), e);
        }
        readable = false;
        return new Understood(payload, null);
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        return json == null ? null : OcpiJson.mapper().readTree(json);
    }

    @Override
    public void close() {
        // Every page is read by itself.
    }
}
