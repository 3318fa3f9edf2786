package org.ocpiplatform.eventstore;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Events as they are stored, for those who look at the store itself and not at what it tells. */
public interface EventLog {

    /** The identifier of an event's aggregate as it is told. */
    String aggregateId(StoredEvent event);

    /** The payload of an event as it was published, as far as that can still be read. */
    byte[] payload(StoredEvent event);

    /** Makes ready to tell the payloads of many events. */
    void expect(List<StoredEvent> events);

    /** The events that follow on a position, in order of their positions. */
    List<StoredEvent> after(long position, int limit);

    /** The same, each with what it must follow on: for those who look whether anything was changed. */
    List<LinkedEvent> linkedAfter(long position, int limit);

    /**
     * The events of a stream from a sequence number on, oldest first.
     *
     * @param aggregateId as it is told, or as it is stored
     */
    List<StoredEvent> ofStream(String aggregateId, long firstSequenceNumber, int limit);

    /** The event at a position. */
    Optional<StoredEvent> at(long position);

    /** The position of the last event; none if there are no events. */
    OptionalLong head();
}
