package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.measure.Load;
import org.ocpiplatform.bench.measure.Measurement;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Workload;

/** Fills a platform with objects, through the same door as any partner. */
final class Preload {

    private Preload() {}

    /** Pushes the objects 0 to {@code count - 1}. */
    static void run(Platform platform, Workload workload, int connections, int count) throws IOException {
        HttpRequest owner = workload.owner().apply(platform);
        AtomicLong number = new AtomicLong();
        long step = Math.max(10_000, count / 10);
        Measurement measurement = Load.run(
                platform.url(),
                connection -> workload.create().apply(number.getAndIncrement()).from(owner),
                Load.Plan.counting(connections, count),
                answered -> {
                    if (answered % step == 0) {
                        IO.println("  %,d of %,d %s pushed".formatted(answered, count, workload.name()));
                    }
                });
        if (measurement.errors() > 0) {
            throw new IOException(
                    measurement.errors() + " " + workload.name() + " could not be pushed: " + measurement.failures());
        }
        IO.println("%,d %s pushed in %.1f s, %.0f per second"
                .formatted(count, workload.name(), measurement.seconds(), measurement.perSecond()));
    }
}
