package org.ocpiplatform.bench.growth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.ServerProcess;

/**
 * A platform's data in a directory that outlives a run: begun by the platform, filled by {@link Generator}, and then
 * measured.
 */
public final class Installation {

    private static final long STEP = 100_000;
    private static final long MILLION = 1_000_000;
    private static final Set<Long> SIZES_AT = Set.of(MILLION, 2 * MILLION, 5 * MILLION, 10 * MILLION);
    private static final String NEXT_SESSION = "next-session";
    private static final long SKIPPED = 10_000;
    private static final long PROCESSORS_BEGIN_MILLIS = 15_000;

    private final Path directory;
    private final Path jar;
    private final String heap;
    private final CleanUp cleanUp;

    /**
     * Data in a directory, which need not exist.
     *
     * @param jar of the platform
     * @param heap of the platform, as in -Xmx
     */
    public Installation(Path directory, Path jar, String heap, CleanUp cleanUp) {
        this.directory = directory;
        this.jar = jar;
        this.heap = heap;
        this.cleanUp = cleanUp;
    }

    /** A platform that runs, and its two partners. */
    public record Running(ServerProcess server, Platform platform) implements AutoCloseable {

        @Override
        public void close() {
            server.close();
        }
    }

    /** Where the platform has its data. */
    public Path data() {
        return directory.resolve("platform");
    }

    /** Starts the platform, which may still have to read events; for the first time with two new partners. */
    public Running start() throws IOException, InterruptedException {
        ServerProcess server = startReading();
        if (!Files.exists(partners())) {
            Platform.provision(server.url(), Platform.ADMIN_TOKEN).keep(partners());
        }
        return new Running(server, Platform.kept(server.url(), partners()));
    }

    /** Where the two partners are kept. */
    public Path partners() {
        return directory.resolve("partners");
    }

    private ServerProcess startReading() throws IOException, InterruptedException {
        return Platform.startReading(cleanUp, jar, heap, data(), directory.resolve("platform.log"));
    }

    /** Opens the event store while the platform does not run. */
    public ClosedStore open() {
        return cleanUp.add(ClosedStore.open(data()));
    }

    /** Number of the first session that is not there. */
    public long nextSession() throws IOException {
        return Long.parseLong(state().getProperty(NEXT_SESSION, "0"));
    }

    /** Sees to it that there are so many events, going on where a run before this one was interrupted. */
    public void generate(Generator.Plan plan) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        try (ClosedStore store = ClosedStore.open(data())) {
            long present = store.engine().queryHeadPosition();
            if (present >= plan.events()) {
                return;
            }
            // What a run before this one had begun last stays as it is.
            long session = nextSession() == 0 ? 0 : nextSession() + SKIPPED;
            Generator.Plan rest = new Generator.Plan(
                    plan.events() - present,
                    plan.sessions(),
                    plan.eventsEach(),
                    plan.shortOneIn(),
                    plan.longSessions());
            keep(Generator.append(store.engine(), rest, session, new Recorder(store, present)::record));
        }
    }

    /** Lets a platform begin to read, and all processors go on at the end but that of sessions. */
    public void prepare() throws IOException, InterruptedException, SQLException {
        Path prepared = directory.resolve("prepared");
        if (Files.exists(prepared)) {
            return;
        }
        try (ServerProcess server = startReading()) {
            Thread.sleep(PROCESSORS_BEGIN_MILLIS);
        }
        try (ClosedStore store = ClosedStore.open(data())) {
            store.moveProcessorsButThatOf("sessions");
        }
        Files.createFile(prepared);
    }

    /** Writes down how far a store has grown, and what it takes. */
    private final class Recorder {

        private final ClosedStore store;
        private final long present;
        private long recorded;
        private long begin = System.nanoTime();

        Recorder(ClosedStore store, long present) {
            this.store = store;
            this.present = present;
        }

        synchronized void record(long appended, long nextSession) {
            if (appended < recorded + STEP) {
                return;
            }
            double rate = (appended - recorded) * 1e9 / (System.nanoTime() - begin);
            long before = present + recorded;
            long now = present + appended;
            IO.println("  %,d events, %,.0f per second".formatted(now, rate));
            keep(nextSession);
            if (SIZES_AT.stream().anyMatch(at -> before < at && at <= now)) {
                writeSizes(now);
            }
            recorded = appended;
            begin = System.nanoTime();
        }

        private void writeSizes(long events) {
            try {
                String sizes = store.sizes().entrySet().stream()
                        .map(size -> "%s %,d MB".formatted(size.getKey(), size.getValue() >> 20))
                        .collect(Collectors.joining("  "));
                Files.write(
                        directory.resolve("sizes"),
                        List.of("%,12d events  %s".formatted(events, sizes)),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("the sizes of tables cannot be read", e);
            }
        }
    }

    /** What was written down of sizes while it grew. */
    public List<String> sizes() throws IOException {
        Path sizes = directory.resolve("sizes");
        return Files.exists(sizes) ? Files.readAllLines(sizes) : List.of();
    }

    private Properties state() throws IOException {
        Properties state = new Properties();
        Path file = directory.resolve("state");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                state.load(in);
            }
        }
        return state;
    }

    private void keep(long session) {
        Properties state = new Properties();
        state.setProperty(NEXT_SESSION, String.valueOf(session));
        try (OutputStream out = Files.newOutputStream(directory.resolve("state"))) {
            state.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
