package org.ocpiplatform.app;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;

/**
 * The data directory and the servers that run inside the platform. They take seconds to start and need nothing of it, so
 * they start beside everything else; whoever asks for one waits until it is there.
 */
final class EmbeddedStores implements AutoCloseable {

    private final CompletableFuture<DataDirectory> directory;
    private final CompletableFuture<@Nullable PostgresServer> postgres;
    private final CompletableFuture<@Nullable EmbeddedMongo> mongo;

    private EmbeddedStores(PlatformSettings settings) {
        directory = begin(
                "data-directory",
                () -> DataDirectory.open(settings.dataDir().toAbsolutePath().normalize()));
        postgres = begin(
                "embedded-postgres",
                () -> settings.eventStore().url() == null ? PostgresServer.start(directory()) : null);
        mongo = begin(
                "embedded-mongo",
                () -> settings.readStore().uri() == null
                        ? EmbeddedMongo.start(directory().subdirectory("read-store"))
                        : null);
    }

    /** Begins to start what the settings want. */
    static EmbeddedStores begin(PlatformSettings settings) {
        return new EmbeddedStores(settings);
    }

    private static <T extends @Nullable Object> CompletableFuture<T> begin(String name, Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                start, task -> Thread.ofPlatform().name(name + "-start").start(task));
    }

    /** Open until these are closed. */
    DataDirectory directory() {
        return directory.join();
    }

    /** The event store's database, if it is here. */
    @Nullable
    PostgresServer postgres() {
        return postgres.join();
    }

    /** The read store, if it is here. */
    @Nullable
    EmbeddedMongo mongo() {
        return mongo.join();
    }

    /** Also where some of them did not start, or have only begun to. */
    @Override
    public void close() {
        afterStart(mongo, EmbeddedMongo::close);
        afterStart(postgres, PostgresServer::close);
        afterStart(directory, DataDirectory::close);
    }

    private static <T> void afterStart(CompletableFuture<? extends @Nullable T> start, Consumer<T> close) {
        @Nullable
        T started = start.<@Nullable T>handle((server, failure) -> server).join();
        if (started != null) {
            close.accept(started);
        }
    }
}
