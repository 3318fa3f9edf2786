package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.time.Duration;
import org.ocpiplatform.bench.measure.Load;
import org.ocpiplatform.bench.measure.Measurement;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.ServerProcess;

/** The platform that is measured, on a copy of the data. */
record Subject(ServerProcess server, Platform platform, DataSet data, Setting setting) {

    /** Requests as fast as they are answered. */
    Measurement load(Requests requests, Duration duration) throws IOException {
        return load(requests, duration, 0);
    }

    /** So many requests per second. */
    Measurement load(Requests requests, Duration duration, double rate) throws IOException {
        return Load.run(platform.url(), requests, Load.Plan.lasting(setting.connections(), duration, rate));
    }
}
