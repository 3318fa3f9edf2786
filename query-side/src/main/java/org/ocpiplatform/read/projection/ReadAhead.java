package org.ocpiplatform.read.projection;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next of something in a thread of its own while the one before it is used.
 *
 * @param <T> what is read at a time
 */
public final class ReadAhead<T> implements AutoCloseable {

    private final Callable<T> source;
    private final ExecutorService reader;
    private @Nullable Future<T> next;

    /**
     * What others read.
     *
     * @param source asked once more than what it reads is
     * @param name of the thread that reads
     */
    public ReadAhead(Callable<T> source, String name) {
        this.source = source;
        this.reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** The next one, as it was read or once it is. */
    public T next() throws InterruptedException {
        T read = await(next == null ? reader.submit(source) : next);
        next = reader.submit(source);
        return read;
    }

    private static <T> T await(Future<T> read) throws InterruptedException {
        try {
            return read.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for what is being read, since nothing must be read from what is closed next. */
    @Override
    public void close() {
        reader.close();
    }
}
