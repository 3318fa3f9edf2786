package org.ocpiplatform.read;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;

/** A server for the tests of a class, with an empty database for each of them. */
public final class ReadStore implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private @Nullable Path directory;
    private @Nullable EmbeddedMongo server;
    private @Nullable MongoClient client;
    private int databases;

    /** The current test's database. */
    public MongoDatabase database() {
        return client.getDatabase("read" + databases);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("read-store");
        server = EmbeddedMongo.start(directory);
        client = MongoClients.create(server.connectionString());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        databases++;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        client.close();
        server.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(ReadStore::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
