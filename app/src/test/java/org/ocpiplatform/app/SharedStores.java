package org.ocpiplatform.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.embedded.postgres.PostgresServer;

/** A PostgreSQL and a server of MongoDB's protocol that several nodes share, with the keys that they share. */
final class SharedStores implements AutoCloseable {

    private final Path directory;
    private final DataDirectory data;
    private final PostgresServer postgres;
    private final EmbeddedMongo mongo;
    private final SequencedMap<String, Integer> ports = new LinkedHashMap<>();

    private SharedStores(Path directory) throws Exception {
        this.directory = directory;
        this.data = DataDirectory.open(Files.createDirectories(directory.resolve("postgres")));
        this.postgres = PostgresServer.start(data);
        this.mongo = EmbeddedMongo.start(Files.createDirectories(directory.resolve("mongo")));
    }

    static SharedStores start(Path directory) throws Exception {
        return new SharedStores(directory);
    }

    PostgresServer postgres() {
        return postgres;
    }

    EmbeddedMongo mongo() {
        return mongo;
    }

    /** Where a node has its own files. */
    Path directoryOf(String node) {
        return directory.resolve(node);
    }

    /**
     * The settings of a node of that name, followed by others. Partners know all nodes by the URL of the first; another
     * would be told to them.
     */
    String[] settings(String node, String... more) {
        int port = ports.computeIfAbsent(node, name -> RunningPlatform.freePort());
        List<String> settings = new ArrayList<>(List.of(
                "--ocpi.node-id=" + node,
                "--server.port=" + port,
                "--ocpi.public-url=http://localhost:" + ports.firstEntry().getValue(),
                "--ocpi.event-store.url=" + postgres.jdbcUrl(),
                "--ocpi.event-store.username=" + postgres.username(),
                "--ocpi.event-store.password=" + postgres.password(),
                "--ocpi.read-store.uri=" + mongo.connectionString(),
                "--ocpi.secret-key=" + Base64.getEncoder().encodeToString(new byte[32]),
                "--ocpi.audit.keys=" + directory.resolve("audit-keys"),
                "--ocpi.backoffice.signing-keys=" + directory.resolve("signing-keys"),
                "--ocpi.outbound.allow-private-addresses=true",
                "--ocpi.sync.enabled=false"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    /** Starts a node and waits until it is ready. */
    RunningPlatform start(String node, String... more) throws Exception {
        return RunningPlatform.start(directoryOf(node), settings(node, more));
    }

    @Override
    public void close() {
        mongo.close();
        postgres.close();
        data.close();
    }
}
