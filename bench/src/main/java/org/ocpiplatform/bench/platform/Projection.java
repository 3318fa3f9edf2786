package org.ocpiplatform.bench.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpResponse;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** A projection as its administrator sees it. */
public final class Projection {

    private static final String ROUTE = "/admin/projections";
    private static final String REBUILDING = "REBUILDING";
    private static final long CATCH_UP_MILLIS = 2_000;
    private static final long POLL_MILLIS = 50;
    private static final int POLLS_UNTIL_BEGUN = 100;

    private final Platform platform;
    private final String name;

    private Projection(Platform platform, String name) {
        this.platform = platform;
        this.name = name;
    }

    /** That of sessions. */
    public static Projection sessions(Platform platform) {
        return new Projection(platform, "sessions");
    }

    /** Last position of the event store. */
    public long head() throws IOException {
        return status().path("head").asLong(0);
    }

    /** Waits until it has come to the last event, and tells how far it is. */
    public void awaitLast() throws IOException, InterruptedException {
        while (true) {
            JsonNode status = status();
            IO.println("  %s are at %,d of %,d, %,.0f per second"
                    .formatted(
                            name,
                            status.path("position").asLong(0),
                            status.path("head").asLong(0),
                            status.path("events_per_second").asDouble(0)));
            if (status.path("lag").asLong(1) == 0) {
                return;
            }
            Thread.sleep(CATCH_UP_MILLIS);
        }
    }

    /** Has it made anew; returns the seconds until it has come to the last event again. */
    public double rebuild() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (HttpConnection connection = HttpConnection.open(platform.url())) {
            HttpResponse response =
                    connection.exchange(platform.administrator().json("POST", ROUTE + "/" + name + "/rebuild", ""));
            if (response.status() != 202) {
                throw new IOException("the projection " + name + " is not rebuilt: " + response);
            }
        }
        for (int polls = 0; !isRebuilding(status()); polls++) {
            if (polls == POLLS_UNTIL_BEGUN) {
                throw new IOException("the rebuild of " + name + " was not seen to begin");
            }
            Thread.sleep(POLL_MILLIS);
        }
        JsonNode status = status();
        while (isRebuilding(status) || status.path("lag").asLong(1) > 0) {
            Thread.sleep(POLL_MILLIS);
            status = status();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static boolean isRebuilding(JsonNode status) {
        return status.path("state").asString("").equals(REBUILDING);
    }

    private JsonNode status() throws IOException {
        try (HttpConnection connection = HttpConnection.open(platform.url())) {
            HttpResponse response = connection.exchange(platform.administrator().get(ROUTE));
            for (JsonNode projection : OcpiJson.mapper().readTree(response.body())) {
                if (projection.path("name").asString("").equals(name)) {
                    return projection;
                }
            }
            throw new IOException(
                    "there is no projection of " + name + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
    }
}
