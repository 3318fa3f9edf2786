package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.HdrHistogram.Histogram;
import org.ocpiplatform.bench.growth.SessionStreams;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.http.HttpResponse;
import org.ocpiplatform.bench.measure.Measurement;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Projection;
import org.ocpiplatform.bench.runs.Report;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** Whether many consumers get every change, and how late, while many writes come in. */
final class Streams {

    static final String STREAMS = "streams";

    private static final int CONSUMERS = 100;
    private static final double WRITES_PER_SECOND = 1_000;
    // The last writes of a run are answered a little after the last second.
    private static final double NEARLY = 0.99;
    private static final double LAG_MILLIS = 250;
    private static final long LAST_EVENTS_MILLIS = 60_000;

    private final Subject subject;
    private final Table table;

    Streams(Subject subject, Table table) {
        this.subject = subject;
        this.table = table;
    }

    void measure() throws IOException, InterruptedException, SQLException {
        Platform platform = subject.platform();
        long before = Projection.sessions(platform).head();
        List<StreamConsumer> consumers = new ArrayList<>();
        try {
            for (int i = 0; i < CONSUMERS; i++) {
                consumers.add(StreamConsumer.follow(platform.url(), consumer(i), before));
            }
            for (StreamConsumer consumer : consumers) {
                consumer.awaitFirst();
            }
            measure(consumers, before);
        } finally {
            for (StreamConsumer consumer : consumers) {
                consumer.close();
            }
        }
    }

    private void measure(List<StreamConsumer> consumers, long before)
            throws IOException, InterruptedException, SQLException {
        Requests pushes = SessionStreams.pushes(subject.platform());
        Report.Row load = subject.setting()
                .nextMeter()
                .measure(STREAMS + "-writes", null, subject.server(), duration -> {
                    consumers.forEach(StreamConsumer::measureFromNow);
                    return subject.load(pushes, duration, WRITES_PER_SECOND);
                });
        table.add(Row.of(
                load,
                Target.atLeast(NEARLY * WRITES_PER_SECOND),
                "%,d new sessions, %,.0f due per second, to %d consumers"
                        .formatted(load.requests(), WRITES_PER_SECOND, CONSUMERS)));
        SortedSet<Long> all = stored(before);
        Histogram lags = Measurement.newHistogram();
        long wrong = 0;
        for (StreamConsumer consumer : consumers) {
            consumer.await(all.getLast(), LAST_EVENTS_MILLIS);
            wrong += consumer.differences(all);
            lags.add(consumer.lags());
        }
        table.add(Row.of(
                STREAMS + "-gaps",
                wrong,
                "",
                Target.atMost(0),
                "events that a consumer missed, had twice or out of order, of %,d that each should have, warm-up included"
                        .formatted(all.size())));
        table.add(Row.of(
                STREAMS + "-lag",
                lags.getValueAtPercentile(99),
                Row.MILLIS,
                Target.atMost(LAG_MILLIS),
                "p99 from storing to receiving, p50 %d ms, most %d ms, %,d receipts"
                        .formatted(lags.getValueAtPercentile(50), lags.getMaxValue(), lags.getTotalCount())));
    }

    /** The positions that every consumer should have been told of, from the history, which knows of no streams. */
    private SortedSet<Long> stored(long after) throws IOException {
        SortedSet<Long> positions =
                Export.positions(subject.platform(), "/audit/export?module=sessions&after=" + after);
        if (positions.isEmpty()) {
            throw new IOException("nothing was stored");
        }
        return positions;
    }

    /** Admits a consumer; returns its requests. */
    private HttpRequest consumer(int number) throws IOException {
        Platform platform = subject.platform();
        try (HttpConnection connection = HttpConnection.open(platform.url())) {
            HttpResponse response = connection.exchange(platform.administrator()
                    .json(
                            "POST",
                            "/admin/consumers",
                            "{\"name\":\"Bench %d\",\"modules\":[\"sessions\"],\"privacy\":\"FULL\"}"
                                    .formatted(number)));
            if (response.status() / 100 != 2) {
                throw new IOException("the platform does not take a consumer: "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            String token = OcpiJson.mapper()
                    .readTree(response.body())
                    .required("token")
                    .asString();
            return HttpRequest.to(platform.url(), "Bearer " + token);
        }
    }
}
