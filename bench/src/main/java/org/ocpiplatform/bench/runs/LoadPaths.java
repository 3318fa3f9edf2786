package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.measure.OwnObjects;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Sessions;
import tools.jackson.databind.JsonNode;

/** The paths that a load run measures, on a platform that has so many sessions to begin with. */
final class LoadPaths {

    static final String PUT = "put";
    static final String PATCH = "patch";
    static final String GET = "get";
    static final String LIST = "list";
    static final String LIST_DEEP = "list-deep";
    static final String LIST_OFFSET = "list-offset";

    static final List<String> ALL = List.of(PUT, PATCH, GET, LIST, LIST_DEEP, LIST_OFFSET);

    private static final int LIMIT = 100;

    private final Platform platform;
    private final int connections;
    private final int sessions;
    private final AtomicLong created;
    private final AtomicLong patched = new AtomicLong();

    LoadPaths(Platform platform, int connections, int sessions) {
        this.platform = platform;
        this.connections = connections;
        this.sessions = sessions;
        this.created = new AtomicLong(sessions);
    }

    Requests requests(String path) throws IOException {
        HttpRequest cpo = platform.cpo();
        HttpRequest emsp = platform.emsp();
        return switch (path) {
            case PUT ->
                connection -> {
                    long number = created.getAndIncrement();
                    return cpo.json("PUT", Sessions.path(number), Sessions.json(number));
                };
            case PATCH ->
                connection -> cpo.json(
                        "PATCH",
                        Sessions.path(OwnObjects.any(connection, connections, sessions)),
                        Sessions.patch(patched.getAndIncrement()));
            case GET ->
                connection -> emsp.get(Sessions.path(ThreadLocalRandom.current().nextInt(sessions)));
            case LIST -> same(emsp.get(Sessions.PATH + "?limit=" + LIMIT));
            case LIST_DEEP -> same(emsp.get(deepPage()));
            case LIST_OFFSET -> same(emsp.get(Sessions.PATH + "?limit=" + LIMIT + "&offset=" + total() / 2));
            default -> throw new IllegalArgumentException("there is no path " + path + ", only " + ALL);
        };
    }

    private static Requests same(byte[] request) {
        return connection -> request;
    }

    private int total() throws IOException {
        try (Pages pages = Pages.of(platform, 1)) {
            return Pages.total(pages.read());
        }
    }

    /** The page in the middle, as a partner comes to it that follows the links. */
    private String deepPage() throws IOException {
        try (Pages pages = Pages.of(platform, LIMIT)) {
            int total = Pages.total(pages.read());
            pages.skip(total / LIMIT / 2 - 1);
            if (pages.nextTarget() instanceof String target) {
                return target;
            }
            throw new IOException("the list ends before its middle");
        }
    }

    /** Looks closely at one answer; returns its body. */
    byte[] checked(String path, Requests requests) throws IOException {
        return Answers.checked(platform, path, requests.next(0), path.equals(PUT) ? 201 : 200, data -> switch (path) {
            case PUT, PATCH -> true;
            case GET -> isSession(data);
            default -> data.size() == LIMIT && isSession(data.path(LIMIT - 1));
        });
    }

    private static boolean isSession(JsonNode data) {
        return data.path("id").asString("").startsWith("BENCH-")
                && data.path("charging_periods").size() == 3
                && data.path("kwh").isNumber();
    }
}
