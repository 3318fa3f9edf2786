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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** A subscription to statuses of EVSEs, as a browser would hold it. */
final class StatusEvents implements AutoCloseable {

    private static final String SUBSCRIPTION = OcpiJson.mapper().writeValueAsString(Map.of("query", """
                    subscription { evse_status { location_id location_name evse_uid evse_id status changed_at } }"""));

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final InputStream stream;
    private final Thread reader;

    StatusEvents(Http http, String path) throws Exception {
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(http.base() + path))
                                .header("Authorization", http.authorization())
                                .header("Content-Type", "application/json")
                                .header("Accept", "text/event-stream")
                                .POST(HttpRequest.BodyPublishers.ofString(SUBSCRIPTION))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        stream = response.body();
        reader = Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            text.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("closed");
        }
    }

    List<String> lines() {
        return lines;
    }

    void await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (lines.stream().noneMatch(line -> line.contains(text))) {
            assertThat(System.nanoTime()).as(lines.toString()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    void awaitEnd() throws InterruptedException {
        assertThat(reader.join(Duration.ofSeconds(20))).as(lines.toString()).isTrue();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
