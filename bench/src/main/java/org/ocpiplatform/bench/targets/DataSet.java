package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ocpiplatform.bench.growth.ClosedStore;
import org.ocpiplatform.bench.growth.Generator;
import org.ocpiplatform.bench.growth.Installation;
import org.ocpiplatform.bench.growth.SessionStreams;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Projection;

/**
 * The data with which every run begins: made once, and copied by the runs. All sessions in it have ended, all events are
 * in the projection of sessions and sealed.
 */
final class DataSet {

    private static final int SHORT_ONE_IN = 20;
    private static final int MIN_LONG = 64;
    private static final int MAX_LONG = 320;
    private static final long EVENTS_PER_LONG = 3_000;
    private static final long SEAL_MILLIS = 1_000;

    private final Path directory;
    private final Generator.Plan plan;
    private final Installation installation;

    private DataSet(Path directory, Generator.Plan plan, Installation installation) {
        this.directory = directory;
        this.plan = plan;
        this.installation = installation;
    }

    /** The data of that size below a directory, made now if they are not there. */
    static DataSet in(Path parent, Setting setting) throws IOException, InterruptedException, SQLException {
        long sessions = setting.options().number("sessions", 300_000);
        long events = setting.options().number("events", 1_000_000);
        Path directory = parent.resolve(sessions + "-" + events);
        DataSet data = new DataSet(
                directory,
                plan(sessions, events),
                new Installation(
                        directory,
                        setting.places().jar(),
                        setting.places().heap(),
                        setting.places().cleanUp()));
        data.make();
        return data;
    }

    /** As many long sessions as fit, and then so many events for each of the others that all come to the number wanted. */
    private static Generator.Plan plan(long sessions, long events) {
        int longs = Math.toIntExact(Math.clamp(events / EVENTS_PER_LONG, MIN_LONG, MAX_LONG));
        double shorts = (double) sessions / SHORT_ONE_IN;
        double each = (events - (double) longs * Generator.LONG_EVENTS - shorts * Generator.SHORT_EVENTS)
                / (sessions - longs - shorts);
        if (each < 1) {
            throw new IllegalArgumentException(
                    "%,d events are too few for %,d sessions, of which %d have %d events and one in %d has %d"
                            .formatted(
                                    events,
                                    sessions,
                                    longs,
                                    Generator.LONG_EVENTS,
                                    SHORT_ONE_IN,
                                    Generator.SHORT_EVENTS));
        }
        return new Generator.Plan(events, sessions - longs, each, SHORT_ONE_IN, longs);
    }

    private void make() throws IOException, InterruptedException, SQLException {
        Path complete = directory.resolve("complete");
        if (Files.exists(complete)) {
            return;
        }
        IO.println("Making the data in " + directory + ", which later runs use again");
        delete();
        installation.generate(plan);
        check();
        installation.prepare();
        try (Installation.Running running = installation.start()) {
            Projection sessions = Projection.sessions(running.platform());
            sessions.awaitLast();
            awaitSealed(running.platform(), sessions.head());
        }
        Files.createFile(complete);
    }

    /** What an interrupted run has left is not of the kind that is wanted. */
    private void delete() throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void check() throws IOException {
        try (ClosedStore store = installation.open()) {
            for (String id : shortSessions()) {
                check(store, id, Generator.SHORT_EVENTS);
            }
            for (String id : longSessions()) {
                check(store, id, Generator.LONG_EVENTS);
            }
        }
    }

    private static void check(ClosedStore store, String id, int events) {
        long present =
                store.engine().lastSequenceNumberFor(SessionStreams.stream(id)).orElse(-1L) + 1;
        if (present != events) {
            throw new IllegalStateException("session %s has %d events instead of %d".formatted(id, present, events));
        }
    }

    private static void awaitSealed(Platform platform, long head) throws IOException, InterruptedException {
        byte[] request = platform.administrator().get("/audit/events/" + head + "/proof");
        try (HttpConnection connection = HttpConnection.open(platform.url())) {
            while (connection.exchange(request).status() != 200) {
                IO.println("  not all events are sealed yet");
                Thread.sleep(SEAL_MILLIS);
            }
        }
    }

    /** Copies what the platform stores to a place where it may change. */
    void copyTo(Path target) throws IOException, InterruptedException {
        Process copy = new ProcessBuilder(
                        "cp", "--reflink=auto", "-a", installation.data().toString(), target.toString())
                .inheritIO()
                .start();
        if (copy.waitFor() != 0) {
            throw new IOException("the data cannot be copied to " + target);
        }
    }

    /** The two partners on a platform that runs on a copy. */
    Platform at(URI url) throws IOException {
        return Platform.kept(url, installation.partners());
    }

    /** How many sessions there are that are not long. */
    long sessions() throws IOException {
        return installation.nextSession();
    }

    /** Its size, as it was wanted. */
    @Override
    public String toString() {
        return "%,d sessions, %,d events".formatted(plan.sessions() + plan.longSessions(), plan.events());
    }

    /** Ids of sessions with few events, as many as there are with many. */
    List<String> shortSessions() throws IOException {
        List<String> ids = new ArrayList<>();
        for (long i = 0; i < plan.longSessions() && plan.shortSession(i) < sessions(); i++) {
            ids.add(Generator.id(plan.shortSession(i)));
        }
        return ids;
    }

    /** Ids of sessions with many events. */
    List<String> longSessions() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < plan.longSessions(); i++) {
            ids.add(Generator.longId(i));
        }
        return ids;
    }

    /** Id of a session that is neither long nor short. */
    static String otherSession(long number) {
        return Generator.id(number % SHORT_ONE_IN == 1 ? number - 1 : number);
    }
}
