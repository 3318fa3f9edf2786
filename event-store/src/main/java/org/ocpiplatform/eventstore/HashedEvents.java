package org.ocpiplatform.eventstore;

/** Where the hashes of all events are, in the order of their positions. */
public enum HashedEvents {
    /** Beside the events. */
    IN_EVENT_STORE("domain_events"),
    /** In the {@link EventLedger} of events that are stored elsewhere. */
    IN_LEDGER("event_ledger");

    private final String table;

    HashedEvents(String table) {
        this.table = table;
    }

    /** The table with their positions and hashes. */
    public String table() {
        return table;
    }
}
