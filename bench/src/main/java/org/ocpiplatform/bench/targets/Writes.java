package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.ocpiplatform.bench.growth.SessionStreams;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.http.HttpResponse;
import org.ocpiplatform.bench.measure.OwnObjects;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.bench.runs.Answers;
import org.ocpiplatform.bench.runs.Meter;
import org.ocpiplatform.bench.runs.Report;

/** What partners write: new sessions, and changes of sessions with few and with many events. */
final class Writes {

    static final String PUT = "put";
    static final String PATCH = "patch";
    static final String LATENCY = "put-latency";

    private static final double PUT_OF_FLOOR = 0.6;
    private static final double PATCH_OF_FLOOR = 0.7;
    private static final double APART = 1.2;
    private static final double LATENCY_MILLIS = 15;

    private final Subject subject;
    private final Table table;
    private final Setting setting;
    private final AtomicLong patches = new AtomicLong();

    Writes(Subject subject, Table table) {
        this.subject = subject;
        this.table = table;
        this.setting = subject.setting();
    }

    /** Adds sessions. */
    void put() throws IOException, InterruptedException, SQLException {
        Requests pushes = SessionStreams.pushes(subject.platform());
        Answers.checked(subject.platform(), PUT, pushes.next(0), 201, data -> true);
        Row row = table.add(
                Row.of(measure(PUT, pushes, setting.meter(), 0), Target.atLeast(PUT_OF_FLOOR, Floors.INSERT), ""));
        if (setting.wants(LATENCY)) {
            double rate = row.measured() / 2;
            Report.Row load = measure(LATENCY, pushes, setting.nextMeter(), rate);
            table.add(Row.of(
                    load,
                    load.p99Millis(),
                    Row.MILLIS,
                    Target.atMost(LATENCY_MILLIS),
                    "p99 of %,.0f requests that are due per second, of which %,.0f were answered"
                            .formatted(rate, load.perSecond())));
        }
    }

    private Report.Row measure(String name, Requests requests, Meter meter, double rate)
            throws IOException, InterruptedException, SQLException {
        return meter.measure(name, Floors.INSERT, subject.server(), duration -> subject.load(requests, duration, rate));
    }

    /** Changes sessions. The warm-up changes other ones, so that those that are measured still have the events that they should. */
    void patch() throws IOException, InterruptedException, SQLException {
        int sessions = Math.toIntExact(subject.data().sessions());
        Requests others =
                connection -> patch(DataSet.otherSession(OwnObjects.any(connection, setting.connections(), sessions)));
        Answers.checked(subject.platform(), PATCH, others.next(0), 200, data -> true);
        IO.println("Warming up " + PATCH);
        setting.meter().warmUp(subject.server(), duration -> subject.load(others, duration));
        Row few = patch(PATCH + "-5", subject.data().shortSessions());
        Row many = patch(PATCH + "-500", subject.data().longSessions());
        table.add(Row.apart(PATCH + "-apart", few, many, APART));
    }

    private Row patch(String name, List<String> sessions) throws IOException, InterruptedException, SQLException {
        int connections = setting.connections();
        if (sessions.size() < connections) {
            throw new IllegalArgumentException(
                    "the data have only %d sessions for %s, less than connections".formatted(sessions.size(), name));
        }
        touch(sessions);
        List<List<String>> own = new ArrayList<>();
        for (int connection = 0; connection < connections; connection++) {
            own.add(OwnObjects.of(sessions, connection, connections));
        }
        Requests requests = connection -> {
            List<String> mine = own.get(connection);
            return patch(mine.get(ThreadLocalRandom.current().nextInt(mine.size())));
        };
        Report.Row load = measure(name, requests, setting.coldMeter(), 0);
        return table.add(Row.of(
                load,
                Target.atLeast(PATCH_OF_FLOOR, Floors.INSERT),
                "%d sessions, each with %.0f more events at the end"
                        .formatted(sessions.size(), 1 + (double) load.requests() / sessions.size())));
    }

    /** One change of each: sessions that are under way have been changed before, so the platform knows them. */
    private void touch(List<String> sessions) throws IOException {
        try (HttpConnection connection = HttpConnection.open(subject.platform().url())) {
            for (String session : sessions) {
                HttpResponse response = connection.exchange(patch(session));
                if (!response.succeeded()) {
                    throw new IOException("session " + session + " is not changed: " + response);
                }
            }
        }
    }

    private byte[] patch(String session) {
        HttpRequest cpo = subject.platform().cpo();
        return cpo.json("PATCH", Sessions.path(session), Sessions.patch(patches.getAndIncrement()));
    }
}
