package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.ocpiplatform.embedded.EmbeddedStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server speaking MongoDB's protocol on a free port of the loopback interface, for read models that can be rebuilt.
 *
 * <p>Documents and indexes are kept in memory; every change is journaled to a directory in the background, so that a
 * restart, even after a crash, continues from the last state written. That state is always one the store had: what a
 * crash can lose is the latest changes, never earlier ones alone. Files that are damaged are discarded, and the store
 * starts empty.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedMongo.class);

    private static final long MIN_GARBAGE = 64L << 20;

    /** A request runs on its connection's thread; with few of them a long query would hold up other connections. */
    private static final int WORKER_THREADS = 32;

    private final FileChannel lock;
    private final Journal journal;
    private final IndexedBackend backend;
    private final MongoServer server;
    private final InetSocketAddress address;
    private final Duration loadTime;

    private EmbeddedMongo(
            FileChannel lock, Journal journal, IndexedBackend backend, MongoServer server, Duration loadTime) {
        this.lock = lock;
        this.journal = journal;
        this.backend = backend;
        this.server = server;
        this.address = server.getLocalAddress();
        this.loadTime = loadTime;
    }

    /**
     * Loads what the directory holds and starts the server.
     *
     * @throws EmbeddedStoreException if the directory cannot be used, or another process uses it
     */
    public static EmbeddedMongo start(Path directory) {
        return start(directory, MIN_GARBAGE);
    }

    static EmbeddedMongo start(Path directory, long minGarbage) {
        FileChannel lock = null;
        try {
            Files.createDirectories(directory);
            lock = lock(directory);
            return start(directory, minGarbage, lock);
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                try {
                    lock.close();
                } catch (IOException suppressed) {
                    e.addSuppressed(suppressed);
                }
            }
            throw new EmbeddedStoreException(
                    "The embedded read store cannot use the directory " + directory + ": "
                            + EmbeddedStoreException.reason(e),
                    e);
        }
    }

    private static EmbeddedMongo start(Path directory, long minGarbage, FileChannel lock) throws IOException {
        long started = System.nanoTime();
        JournalFiles files = new JournalFiles(directory);
        Recovery recovery = Recovery.of(files);
        Journal journal = new Journal(files, recovery, minGarbage);
        IndexedBackend backend = new IndexedBackend(journal);
        backend.restore(recovery);
        journal.start();
        MongoServer server = new MongoServer(backend);
        try {
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1, WORKER_THREADS);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        Duration loadTime = Duration.ofNanos(System.nanoTime() - started);
        EmbeddedMongo mongo = new EmbeddedMongo(lock, journal, backend, server, loadTime);
        log.info(
                "Embedded read store in {}: {} documents loaded in {} ms, listening on port {}",
                directory,
                mongo.documents(),
                loadTime.toMillis(),
                mongo.address.getPort());
        return mongo;
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another process uses it; stop that process or configure another directory");
        }
        return channel;
    }

    /** Where clients connect to. */
    public String connectionString() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    /** A collection, which need not exist yet, for who is in this process. */
    public LocalCollection collection(String database, String name) {
        return new LocalCollection(backend.database(database), name);
    }

    /** How long reading the files and building the indexes took. */
    public Duration loadTime() {
        return loadTime;
    }

    /** How many documents there are in all collections. */
    public long documents() {
        return journal.views().stream()
                .mapToLong(view -> view.documents().count())
                .sum();
    }

    /** The size of all documents, without indexes, in bytes. */
    public long dataBytes() {
        return journal.views().stream().mapToLong(CollectionView::dataSize).sum();
    }

    /** How many entries all indexes have. */
    public long indexEntries() {
        return journal.views().stream()
                .flatMap(view -> view.indexes().stream())
                .mapToLong(index -> index.entries().size())
                .sum();
    }

    /** Whether changes are still written to disk. If not, a restart goes back to the last state that was. */
    public boolean journalHealthy() {
        return journal.isHealthy();
    }

    /** The size of the files in bytes. */
    public long journalBytes() {
        return journal.storedBytes();
    }

    /** Changes made but not yet handed to the operating system, in bytes. */
    public long journalPendingBytes() {
        return journal.pendingBytes();
    }

    /** How many snapshots replaced older files since the start. */
    public long compactions() {
        return journal.compactions();
    }

    /**
     * Returns once the files hold nothing but what the store holds, and what was changed meanwhile.
     *
     * @throws UncheckedIOException if they could not be written
     */
    public void compact() {
        journal.compactNow();
    }

    /** Closes all connections, writes what is pending and releases the directory. */
    @Override
    public void close() {
        server.shutdownNow();
        journal.close();
        try {
            lock.close();
        } catch (IOException e) {
            log.warn("Could not release the lock of the embedded read store", e);
        }
    }
}
