package org.ocpiplatform.eventstore.axonserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.EventLedger;
import org.ocpiplatform.eventstore.EventLedger.PlacedRow;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.EventRow;
import org.ocpiplatform.eventstore.LinkedEvent;
import org.ocpiplatform.eventstore.Sealing;
import org.ocpiplatform.eventstore.StoredEvent;
import org.ocpiplatform.eventstore.StreamNames;

/** Events as an Axon Server has them, with the hashes of the ledger, which whoever asks brings up to date. */
final class AxonServerEventLog implements EventLog {

    private final EventServer server;
    private final EventLedger ledger;
    private final StreamNames names;
    private final Sealing sealing;

    AxonServerEventLog(EventServer server, EventLedger ledger, StreamNames names, Sealing sealing) {
        this.server = server;
        this.ledger = ledger;
        this.names = names;
        this.sealing = sealing;
    }

    @Override
    public String aggregateId(StoredEvent event) {
        return sealing.openId(event.aggregateId());
    }

    @Override
    public byte[] payload(StoredEvent event) {
        return sealing.open(event.payload());
    }

    @Override
    public void expect(List<StoredEvent> events) {
        sealing.expect(events.stream().map(StoredEvent::payload).toList());
    }

    @Override
    public List<StoredEvent> after(long position, int limit) {
        return linkedAfter(position, limit).stream().map(LinkedEvent::event).toList();
    }

    @Override
    public List<LinkedEvent> linkedAfter(long position, int limit) {
        List<PlacedRow> rows = server.after(position, limit);
        if (rows.isEmpty()) {
            return List.of();
        }
        ledger.extend();
        Map<Long, EventLedger.Entry> entries =
                ledger.between(position + 1, rows.getLast().position());
        List<LinkedEvent> events = new ArrayList<>(rows.size());
        for (PlacedRow placed : rows) {
            events.add(linked(placed.row(), entries.get(placed.position())));
        }
        return events;
    }

    @Override
    public List<StoredEvent> ofStream(String aggregateId, long firstSequenceNumber, int limit) {
        Optional<String> name = names.stored(aggregateId);
        if (name.isEmpty()) {
            return List.of();
        }
        List<EventRow> rows = server.ofAggregate(name.get(), firstSequenceNumber, limit);
        if (rows.isEmpty()) {
            return List.of();
        }
        ledger.extend();
        Map<Long, EventLedger.Entry> entries =
                ledger.ofStream(name.get(), firstSequenceNumber, rows.getLast().sequenceNumber());
        List<StoredEvent> events = new ArrayList<>(rows.size());
        for (EventRow row : rows) {
            events.add(linked(row, entries.get(row.sequenceNumber())).event());
        }
        return events;
    }

    @Override
    public Optional<StoredEvent> at(long position) {
        return after(position - 1, 1).stream()
                .filter(event -> event.position() == position)
                .findFirst();
    }

    @Override
    public OptionalLong head() {
        long head = server.head();
        return head == 0 ? OptionalLong.empty() : OptionalLong.of(head);
    }

    private static LinkedEvent linked(EventRow row, EventLedger.@Nullable Entry entry) {
        if (entry == null) {
            throw new EventStoreException(
                    "Axon Server has an event that the ledger does not have, or at another place: " + row.aggregateId()
                            + " " + row.sequenceNumber());
        }
        StoredEvent event = new StoredEvent(
                entry.position(),
                row.eventId(),
                row.aggregateId(),
                row.sequenceNumber(),
                row.aggregateType(),
                row.occurredAt(),
                row.payloadType(),
                row.payloadRevision(),
                row.payload(),
                row.metadata(),
                entry.previousHash(),
                entry.hash());
        return new LinkedEvent(event, entry.hashBefore());
    }
}
