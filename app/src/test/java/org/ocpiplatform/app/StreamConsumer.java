package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** Somebody who follows changes over one connection. */
final class StreamConsumer implements AutoCloseable {

    private static final String EVENTS = "/streams/events";
    private static final String ID = "id: ";
    private static final String DATA = "data: ";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final InputStream stream;
    private final Thread reader;
    private final boolean lines;
    private volatile boolean closed;

    private StreamConsumer(InputStream stream, boolean lines) {
        this.stream = stream;
        this.lines = lines;
        reader = Thread.ofVirtual().start(this::read);
    }

    /** Follows as server-sent events, after the event with that id. */
    static StreamConsumer sse(Http http, String query, @Nullable String lastEventId) throws Exception {
        return new StreamConsumer(open(http, query, "text/event-stream", lastEventId), false);
    }

    /** Follows as lines. */
    static StreamConsumer ndjson(Http http, String query) throws Exception {
        return new StreamConsumer(open(http, query, "application/x-ndjson", null), true);
    }

    /** All events until now, read in one go. */
    static List<String> everything(Http http) throws Exception {
        try (InputStream stream = open(http, "?follow=false", "application/x-ndjson", null);
                BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return text.lines().toList();
        }
    }

    private static InputStream open(Http http, String query, String accept, @Nullable String lastEventId)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http.base() + EVENTS + query))
                .header("Authorization", http.authorization())
                .header("Accept", accept);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private void read() {
        String id = "";
        String data = "";
        try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null && !closed; line = text.readLine()) {
                if (lines) {
                    if (!line.isEmpty()) {
                        events.add(line);
                    }
                } else if (line.startsWith(ID)) {
                    id = line.substring(ID.length());
                } else if (line.startsWith(DATA)) {
                    data = line.substring(DATA.length());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    assertThat(id(data)).isEqualTo(id);
                    events.add(data);
                    data = "";
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The connection broke, which is what happens to consumers.
        }
    }

    /** The CloudEvents so far. */
    List<String> events() {
        return List.copyOf(events);
    }

    static String id(String event) {
        return json(event).get("id").asString();
    }

    static JsonNode json(String event) {
        return OcpiJson.mapper().readTree(event);
    }

    void await(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (events.size() < count) {
            assertThat(System.nanoTime())
                    .as("%d of %d events", events.size(), count)
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    void awaitEnd(Duration patience) throws InterruptedException {
        assertThat(reader.join(patience)).isTrue();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        stream.close();
        reader.join();
    }
}
