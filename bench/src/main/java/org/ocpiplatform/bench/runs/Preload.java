package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.measure.Load;
import org.ocpiplatform.bench.measure.Measurement;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Sessions;

/** Fills a platform with sessions, through the same door as any CPO. */
final class Preload {

    private Preload() {}

    /** Pushes sessions 0 to {@code count - 1}. */
    static void run(Platform platform, int connections, int count) throws IOException {
        HttpRequest cpo = platform.cpo();
        AtomicLong number = new AtomicLong();
        long step = Math.max(10_000, count / 10);
        Measurement measurement = Load.run(
                platform.url(),
                connection -> {
                    long next = number.getAndIncrement();
                    return cpo.json("PUT", Sessions.path(next), Sessions.json(next));
                },
                Load.Plan.counting(connections, count),
                answered -> {
                    if (answered % step == 0) {
                        IO.println("  %,d of %,d sessions pushed".formatted(answered, count));
                    }
                });
        if (measurement.errors() > 0) {
            throw new IOException(measurement.errors() + " sessions could not be pushed: " + measurement.failures());
        }
        IO.println("%,d sessions pushed in %.1f s, %.0f per second"
                .formatted(count, measurement.seconds(), measurement.perSecond()));
    }
}
