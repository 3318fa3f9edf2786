package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the last consistent state back: the snapshot, then the journal segments after it, up to the first gap. */
final class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private static final int READ_BUFFER = 1 << 20;

    private final Map<Integer, RecoveredCollection> collections = new LinkedHashMap<>();
    private int nextCollection = 1;
    private long nextSegment = 1;

    /** A collection as it was last journaled; an absent document is null. */
    static final class RecoveredCollection {

        private String name;
        private final Map<String, Document> indexes = new LinkedHashMap<>();
        private final List<byte @Nullable []> documents = new ArrayList<>();
        private long dataSize;

        private RecoveredCollection(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        Collection<Document> indexes() {
            return indexes.values();
        }

        PositionTable documents() {
            return PositionTable.of(documents);
        }

        long dataSize() {
            return dataSize;
        }

        private void put(int position, byte @Nullable [] document) {
            while (documents.size() <= position) {
                documents.add(null);
            }
            byte[] replaced = documents.set(position, document);
            dataSize += (document == null ? 0 : document.length) - (replaced == null ? 0 : replaced.length);
        }
    }

    /** Never fails on what it reads: contents that cannot be trusted are discarded, to be projected again. */
    static Recovery of(JournalFiles files) throws IOException {
        Recovery recovery = new Recovery();
        files.deleteUnfinished();
        try {
            recovery.read(files);
        } catch (DamagedStoreException e) {
            log.warn(
                    "Discarding the embedded read store in {}, it has to be rebuilt: {}",
                    files.directory(),
                    e.getMessage());
            files.deleteAll();
            return new Recovery();
        }
        return recovery;
    }

    Map<Integer, RecoveredCollection> collections() {
        return collections;
    }

    int nextCollection() {
        return nextCollection;
    }

    long nextSegment() {
        return nextSegment;
    }

    private void read(JournalFiles files) throws IOException, DamagedStoreException {
        TreeMap<Long, Path> snapshots = files.snapshots();
        long expected = 1;
        if (!snapshots.isEmpty()) {
            expected = snapshots.lastKey();
            files.deleteBefore(expected);
            Path snapshot = snapshots.lastEntry().getValue();
            if (!readRecords(snapshot, false)) {
                throw new DamagedStoreException(snapshot + " has no end");
            }
            nextSegment = expected + 1;
        }
        TreeMap<Long, Path> segments = files.segments();
        for (Map.Entry<Long, Path> segment : segments.entrySet()) {
            if (segment.getKey() != expected++) {
                throw new DamagedStoreException("a journal segment before " + segment.getValue() + " is missing");
            }
            readRecords(segment.getValue(), segment.getKey().equals(segments.lastKey()));
            nextSegment = expected;
        }
    }

    /** Whether the end of a snapshot was read. */
    private boolean readRecords(Path file, boolean mayBeTorn) throws IOException, DamagedStoreException {
        long good = 0;
        boolean ended = false;
        byte[] header = JournalRecord.headerBuffer();
        try (DataInputStream input = open(file, 0)) {
            for (JournalRecord record = JournalRecord.readFrom(input, header);
                    record != null;
                    record = JournalRecord.readFrom(input, header)) {
                ended = record.type() == JournalRecord.Type.SNAPSHOT_END;
                apply(record);
                good += record.frameLength();
            }
        } catch (EOFException | JournalRecord.CorruptRecordException e) {
            if (!mayBeTorn || isRecordAfter(file, good + 1)) {
                throw new DamagedStoreException(file + " is damaged at byte " + good);
            }
            log.info("Cutting off the torn tail of {} at byte {} of {}", file, good, Files.size(file));
        }
        keep(file, good);
        return ended;
    }

    private void apply(JournalRecord record) {
        int id = record.collection();
        nextCollection = Math.max(nextCollection, id + 1);
        if (record.type() == JournalRecord.Type.CREATE) {
            collections.put(id, new RecoveredCollection(record.text()));
            return;
        }
        RecoveredCollection collection = collections.get(id);
        if (collection == null) {
            return;
        }
        switch (record.type()) {
            case RENAME -> {
                collections.values().removeIf(other -> other != collection && other.name.equals(record.text()));
                collection.name = record.text();
            }
            case DROP -> collections.remove(id);
            case CREATE_INDEX -> {
                Document description = EncodedDocument.decode(record.body());
                collection.indexes.put((String) description.get("name"), description);
            }
            case DROP_INDEX -> collection.indexes.remove(record.text());
            case PUT -> collection.put(record.position(), record.body());
            case DELETE -> collection.put(record.position(), null);
            case CREATE, SNAPSHOT_END -> {}
        }
    }

    /** A torn write leaves nothing readable behind it; damage in the middle does. */
    private static boolean isRecordAfter(Path file, long from) throws IOException {
        if (from >= Files.size(file)) {
            return false;
        }
        try (DataInputStream input = open(file, from)) {
            long at = from;
            int window = 0;
            for (int next = input.read(); next >= 0; next = input.read()) {
                window = window << Byte.SIZE | next;
                at++;
                if (window == JournalRecord.MAGIC && isRecordAt(file, at - Integer.BYTES)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isRecordAt(Path file, long offset) throws IOException {
        try (DataInputStream input = open(file, offset)) {
            return JournalRecord.readFrom(input, JournalRecord.headerBuffer()) != null;
        } catch (EOFException | JournalRecord.CorruptRecordException e) {
            return false;
        }
    }

    private static DataInputStream open(Path file, long offset) throws IOException {
        FileInputStream input = new FileInputStream(file.toFile());
        input.skipNBytes(offset);
        return new DataInputStream(new BufferedInputStream(input, READ_BUFFER));
    }

    /** The next segment must not reach the disk before this one. */
    private static void keep(Path file, long length) throws IOException {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            if (random.length() > length) {
                random.setLength(length);
            }
            random.getFD().sync();
        }
    }

    /** The contents cannot be a state the store ever had. */
    private static final class DamagedStoreException extends Exception {

        private static final long serialVersionUID = 1L;

        DamagedStoreException(String message) {
            super(message);
        }
    }
}
