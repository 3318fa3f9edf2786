package org.ocpiplatform.eventstore;

/** A row with its place in the chain of its stream. */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record ChainedRow(EventRow row, byte[] previousHash, byte[] hash) {

    static ChainedRow of(EventRow row, byte[] previousHash) {
        return new ChainedRow(
                row,
                previousHash,
                EventHash.of(
                        row.eventId(),
                        row.aggregateId(),
                        row.sequenceNumber(),
                        row.aggregateType(),
                        row.occurredAt(),
                        row.payloadType(),
                        row.payloadRevision(),
                        row.payload(),
                        row.metadata(),
                        previousHash));
    }

    StreamHeads.Head head() {
        return new StreamHeads.Head(row.sequenceNumber(), hash);
    }
}
