package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.growth.Generator;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.bench.runs.Answers;
import org.ocpiplatform.bench.runs.Meter;
import org.ocpiplatform.bench.runs.Pages;

/** What partners read: one session, and pages of the list of all. The requests and an answer are kept for the floor. */
final class Reads {

    static final String GET = "get";
    static final String LIST = "list";

    private static final int LIMIT = 100;
    private static final int DEEP_PAGE = 3_000;
    private static final double GET_OF_FLOOR = 0.4;
    private static final double LIST_OF_FLOOR = 0.5;
    private static final double APART = 1.2;

    private final Subject subject;
    private final Table table;
    private final Map<String, Read> reads = new LinkedHashMap<>();

    /** The requests of a path and what is answered to one of them. */
    record Read(Requests requests, byte[] body) {}

    Reads(Subject subject, Table table) {
        this.subject = subject;
        this.table = table;
    }

    /** Measures those that are wanted; returns what the floor should answer. */
    Map<String, Read> measure() throws IOException, InterruptedException, SQLException {
        Setting setting = subject.setting();
        HttpRequest emsp = subject.platform().emsp();
        if (setting.wants(GET)) {
            long sessions = subject.data().sessions();
            Requests requests = connection -> emsp.get(
                    Sessions.path(Generator.id(ThreadLocalRandom.current().nextLong(sessions))));
            measure(GET, null, requests, setting.meter(), Target.atLeast(GET_OF_FLOOR, Floors.GET), "");
        }
        if (setting.wants(LIST)) {
            int total = total();
            int page = Math.clamp(total / LIMIT, 2, DEEP_PAGE);
            byte[] first = emsp.get(Sessions.PATH + "?limit=" + LIMIT);
            byte[] deep = emsp.get(page(page));
            Target target = Target.atLeast(LIST_OF_FLOOR, Floors.LIST);
            String of = "page %,d of %,d objects";
            Row one = measure(LIST, LIMIT, connection -> first, setting.meter(), target, of.formatted(1, total));
            Row other = measure(
                    LIST + "-deep", LIMIT, connection -> deep, setting.nextMeter(), target, of.formatted(page, total));
            table.add(Row.apart(LIST + "-apart", one, other, APART));
        }
        return reads;
    }

    private Row measure(
            String name, @Nullable Integer objects, Requests requests, Meter meter, Target target, String note)
            throws IOException, InterruptedException, SQLException {
        byte[] body = Answers.checked(
                subject.platform(),
                name,
                requests.next(0),
                200,
                data -> objects == null ? data.path("kwh").isNumber() : data.size() == objects);
        reads.put(name, new Read(requests, body));
        String bytes = "%,d bytes".formatted(body.length);
        return table.add(Row.of(
                meter.measure(name, target.floor(), subject.server(), duration -> subject.load(requests, duration)),
                target,
                note.isEmpty() ? bytes : note + ", " + bytes));
    }

    private int total() throws IOException {
        try (Pages pages = Pages.of(subject.platform(), 1, 0)) {
            return Pages.total(pages.read());
        }
    }

    /** A page as a partner comes to it that follows the links: at the link of the page before, which is had by offset. */
    private String page(int number) throws IOException {
        try (Pages pages = Pages.of(subject.platform(), LIMIT, (number - 2) * LIMIT)) {
            pages.read();
            if (pages.nextTarget() instanceof String target) {
                return target;
            }
            throw new IOException("the list ends before page " + number);
        }
    }
}
