package org.ocpiplatform.embedded.mongo;

import java.util.List;

/**
 * The state of a collection between two changes. It never changes, so a reader needs no lock and no change is half
 * visible.
 *
 * @param name the full name: database, dot, collection
 * @param dataSize the size of all documents in bytes
 */
record CollectionView(String name, PositionTable documents, long dataSize, List<OrderedIndex.View> indexes) {

    /** What the documents take in a snapshot. */
    long journalSize() {
        return dataSize + (long) documents.count() * JournalRecord.OVERHEAD;
    }
}
