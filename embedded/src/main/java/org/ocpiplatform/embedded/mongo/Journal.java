package org.ocpiplatform.embedded.mongo;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every change, in the order the changes were made, to the current journal segment, and now and then starts a
 * new one with a snapshot of all that came before.
 *
 * <p>A change becomes visible and enters the pending buffer under one lock. So there is one order of all changes, a
 * crash loses a suffix of it, and a state captured under that lock is exactly what the records before it say. One
 * thread writes what is pending as soon as its previous write is done; a change waits for it only when
 * {@link #MAX_PENDING} bytes are pending.
 */
final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private static final String WRITER = "embedded-mongo-journal";
    private static final String COMPACTOR = "embedded-mongo-compactor";
    private static final int MAX_PENDING = 8 << 20;
    private static final int SMALL_BUFFER = 1 << 16;
    private static final int SNAPSHOT_BUFFER = 1 << 20;

    private final JournalFiles files;
    private final long minGarbage;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Integer, IndexedCollection> collections = new TreeMap<>();
    private final Map<String, Integer> recoveredIds = new HashMap<>();
    private int nextCollection;
    private long segmentNumber;
    private @Nullable FileOutputStream segment;
    private ByteBuffer pending = ByteBuffer.allocate(SMALL_BUFFER);
    private boolean writing;
    private boolean rotating;
    private boolean closed;
    private boolean healthy = true;
    private long storedBytes;
    private long garbageLimit;
    private long compactions;
    private @Nullable Thread compactor;

    /** Garbage in the files is collected in the background when there is more of it than {@code minGarbage} bytes. */
    Journal(JournalFiles files, Recovery recovery, long minGarbage) {
        this.files = files;
        this.minGarbage = minGarbage;
        this.garbageLimit = minGarbage;
        this.nextCollection = recovery.nextCollection();
        this.segmentNumber = recovery.nextSegment();
        recovery.collections().forEach((id, collection) -> recoveredIds.put(collection.name(), id));
    }

    /** Starts recording; the changes until then are the ones read from the files. */
    void start() throws IOException {
        lock.lock();
        try {
            storedBytes = files.size();
            segment = new FileOutputStream(files.segment(segmentNumber).toFile());
            daemon(WRITER, this::writePending);
            compactIfWorthwhile();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a collection known and returns its number in the records. */
    int create(IndexedCollection collection) {
        return locked(() -> {
            String name = collection.view().name();
            Integer recovered = recoveredIds.remove(name);
            int id = recovered == null ? nextCollection++ : recovered;
            if (recovered == null) {
                publish(JournalRecord.create(id, name), () -> collections.put(id, collection));
            } else {
                collections.put(id, collection);
            }
            return id;
        });
    }

    void drop(int collection) {
        locked(() -> {
            publish(JournalRecord.drop(collection), () -> collections.remove(collection));
            return collection;
        });
    }

    /** Renames a collection; another one of that name is dropped with the same record. */
    void rename(int collection, String name, Runnable publish) {
        locked(() -> {
            publish(JournalRecord.rename(collection, name), () -> {
                collections.values().removeIf(other -> other.view().name().equals(name));
                publish.run();
            });
            return collection;
        });
    }

    /** Makes a change visible and records it. */
    void append(JournalRecord record, Runnable publish) {
        locked(() -> {
            publish(record, publish);
            return record;
        });
    }

    boolean isHealthy() {
        return reading(() -> healthy);
    }

    long storedBytes() {
        return reading(() -> storedBytes);
    }

    long pendingBytes() {
        return reading(() -> (long) pending.position());
    }

    long compactions() {
        return reading(() -> compactions);
    }

    List<CollectionView> views() {
        return reading(
                () -> collections.values().stream().map(IndexedCollection::view).toList());
    }

    /** Writes a snapshot, begun after this was called, in place of all that came before. */
    void compactNow() {
        lock.lock();
        try {
            awaitCompactor();
            if (segment == null) {
                throw new UncheckedIOException(
                        "The embedded read store is not written to disk",
                        new IOException(files.directory() + " is closed"));
            }
            long before = compactions;
            compactor = daemon(COMPACTOR, this::compact);
            awaitCompactor();
            if (compactions == before) {
                throw new UncheckedIOException(
                        "The embedded read store could not be compacted", new IOException("see the log for why"));
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitCompactor() {
        while (compactor != null) {
            changed.awaitUninterruptibly();
        }
    }

    /** Writes what is pending, and a snapshot if that spares the next start much reading. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            awaitCompactor();
            if (segment != null && healthy && garbage() > Math.max(minGarbage / 4, liveBytes() / 2)) {
                compactor = daemon(COMPACTOR, this::compact);
                awaitCompactor();
            }
            awaitWritten();
            if (segment != null) {
                segment.getFD().sync();
                segment.close();
                segment = null;
            }
        } catch (IOException e) {
            log.warn("Could not close the journal in {}", files.directory(), e);
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    private <T> T reading(Supplier<T> reader) {
        lock.lock();
        try {
            return reader.get();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> change) {
        lock.lock();
        try {
            while (rotating || (pending.position() > MAX_PENDING && segment != null)) {
                changed.awaitUninterruptibly();
            }
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    /** The room is made first, so that a change cannot become visible and then fail to be recorded. */
    private void publish(JournalRecord record, Runnable publish) {
        if (segment == null) {
            publish.run();
            return;
        }
        if (pending.remaining() < record.frameLength()) {
            pending = ByteBuffer.allocate(Math.max(2 * pending.capacity(), pending.position() + record.frameLength()))
                    .put(pending.flip());
        }
        publish.run();
        record.writeTo(pending);
        changed.signalAll();
    }

    private void awaitWritten() {
        while (segment != null && (writing || pending.position() > 0)) {
            changed.awaitUninterruptibly();
        }
    }

    private void writePending() {
        ByteBuffer spare = ByteBuffer.allocate(SMALL_BUFFER);
        lock.lock();
        try {
            while (segment != null) {
                if (pending.position() == 0) {
                    changed.awaitUninterruptibly();
                    continue;
                }
                ByteBuffer batch = pending;
                pending = spare;
                writing = true;
                write(segment, batch);
                writing = false;
                spare = batch.clear();
                changed.signalAll();
                compactIfWorthwhile();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the lock while writing. */
    private void write(FileOutputStream target, ByteBuffer batch) {
        lock.unlock();
        IOException failure = null;
        try {
            target.write(batch.array(), 0, batch.position());
        } catch (IOException e) {
            failure = e;
        } finally {
            lock.lock();
        }
        storedBytes += batch.position();
        if (failure != null) {
            fail(failure);
        }
    }

    /** What the files hold stays consistent: the changes after it are missing, and no later one follows. */
    private void fail(IOException failure) {
        log.error(
                "The embedded read store cannot write to {} and goes on in memory only; after a restart it continues"
                        + " from the last state written",
                files.directory(),
                failure);
        healthy = false;
        pending.clear();
        if (segment != null) {
            try {
                segment.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        segment = null;
        changed.signalAll();
    }

    private long liveBytes() {
        return collections.values().stream()
                .map(IndexedCollection::view)
                .mapToLong(CollectionView::journalSize)
                .sum();
    }

    private long garbage() {
        return storedBytes - liveBytes();
    }

    private void compactIfWorthwhile() {
        if (compactor == null && !closed && garbage() > Math.max(garbageLimit, liveBytes())) {
            compactor = daemon(COMPACTOR, this::compact);
        }
    }

    private void compact() {
        try {
            Snapshot snapshot = rotate();
            if (snapshot != null) {
                write(snapshot);
                files.publishSnapshot(snapshot.number);
                finishCompaction(1, minGarbage);
                return;
            }
        } catch (IOException e) {
            log.error("Could not write a snapshot of the embedded read store in {}", files.directory(), e);
            deleteUnfinished();
        }
        finishCompaction(0, 2 * reading(this::garbage));
    }

    private void deleteUnfinished() {
        try {
            files.deleteUnfinished();
        } catch (IOException e) {
            log.warn("Could not delete an unfinished snapshot in {}", files.directory(), e);
        }
    }

    private void finishCompaction(int completed, long newGarbageLimit) {
        lock.lock();
        try {
            compactions += completed;
            garbageLimit = newGarbageLimit;
            storedBytes = files.size();
        } catch (IOException e) {
            log.warn("Could not list {}", files.directory(), e);
        } finally {
            compactor = null;
            changed.signalAll();
            lock.unlock();
        }
    }

    /** The state before the segment of the same number. */
    private record Snapshot(long number, Map<Integer, CollectionView> collections) {}

    /** Starts the next segment. The previous one is on disk by then: no later change can survive without it. */
    private @Nullable Snapshot rotate() {
        lock.lock();
        try {
            FileOutputStream previous = segment;
            if (previous == null) {
                return null;
            }
            lock.unlock();
            try {
                // Most of the waiting for the disk is done while changes go on.
                previous.getFD().sync();
            } finally {
                lock.lock();
            }
            rotating = true;
            awaitWritten();
            if (segment != previous) {
                return null;
            }
            previous.getFD().sync();
            segment = new FileOutputStream(files.segment(segmentNumber + 1).toFile());
            segmentNumber++;
            previous.close();
            Map<Integer, CollectionView> state = new TreeMap<>();
            collections.forEach((id, collection) -> state.put(id, collection.view()));
            return new Snapshot(segmentNumber, state);
        } catch (IOException e) {
            fail(e);
            return null;
        } finally {
            rotating = false;
            changed.signalAll();
            lock.unlock();
        }
    }

    private void write(Snapshot snapshot) throws IOException {
        try (FileOutputStream output =
                new FileOutputStream(files.unfinishedSnapshot(snapshot.number).toFile())) {
            RecordOutput records = new RecordOutput(output);
            for (Map.Entry<Integer, CollectionView> entry : snapshot.collections.entrySet()) {
                int id = entry.getKey();
                CollectionView collection = entry.getValue();
                records.write(JournalRecord.create(id, collection.name()));
                for (OrderedIndex.View index : collection.indexes()) {
                    if (!index.index().getName().equals(IndexedCollection.ID_INDEX)) {
                        records.write(
                                JournalRecord.createIndex(id, index.index().toIndexDescription()));
                    }
                }
                for (int position = 0; position < collection.documents().end(); position++) {
                    byte[] document = collection.documents().get(position);
                    if (document != null) {
                        records.write(JournalRecord.put(id, position, document));
                    }
                }
            }
            records.write(JournalRecord.snapshotEnd());
            records.flush();
            output.getFD().sync();
        }
    }

    private static final class RecordOutput {

        private final FileOutputStream output;
        private ByteBuffer buffer = ByteBuffer.allocate(SNAPSHOT_BUFFER);

        RecordOutput(FileOutputStream output) {
            this.output = output;
        }

        void write(JournalRecord record) throws IOException {
            if (buffer.remaining() < record.frameLength()) {
                flush();
                if (buffer.capacity() < record.frameLength()) {
                    buffer = ByteBuffer.allocate(record.frameLength());
                }
            }
            record.writeTo(buffer);
        }

        void flush() throws IOException {
            output.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
    }

    private static Thread daemon(String name, Runnable task) {
        return Thread.ofPlatform().name(name).daemon().start(task);
    }
}
