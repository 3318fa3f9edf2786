package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.measure.Load;
import org.ocpiplatform.bench.measure.Measurement;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Program;
import org.ocpiplatform.bench.platform.ServerProcess;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.bench.runs.Places;
import org.ocpiplatform.bench.runs.Report;

/** What the first partners meet after a start, when nothing is compiled yet. */
final class ColdStart {

    static final String COLD = "cold";
    static final String WITH_CACHE = "cold-aot";

    private static final int REQUESTS = 1_000;

    private final Setting setting;
    private final Table table;

    ColdStart(Setting setting, Table table) {
        this.setting = setting;
        this.table = table;
    }

    void measure(String name, Program program) throws IOException, InterruptedException, SQLException {
        Places places = setting.places();
        try (ServerProcess server = Platform.start(
                places.cleanUp(),
                program,
                places.heap(),
                places.scratch().resolve(name),
                places.scratch().resolve(name + ".log"))) {
            Platform platform = Platform.provision(server.url(), Platform.ADMIN_TOKEN);
            Requests requests = requests(platform);
            double[] seconds = new double[1];
            Report.Row load = setting.coldMeter().measure(name, null, server, duration -> {
                Measurement measurement =
                        Load.run(platform.url(), requests, Load.Plan.counting(setting.connections(), REQUESTS));
                seconds[0] = measurement.seconds();
                return measurement;
            });
            table.add(Row.of(
                    load,
                    seconds[0],
                    Row.SECONDS,
                    null,
                    "the first %,d requests after a start, PUT and GET in turn, %.0f per second"
                            .formatted(REQUESTS, load.perSecond())));
        }
    }

    /** Every connection pushes a session and has it read, and so on. */
    private Requests requests(Platform platform) {
        HttpRequest cpo = platform.cpo();
        HttpRequest emsp = platform.emsp();
        AtomicLong numbers = new AtomicLong();
        long[] pushed = new long[setting.connections()];
        boolean[] read = new boolean[setting.connections()];
        return connection -> {
            if (read[connection]) {
                read[connection] = false;
                return emsp.get(Sessions.path(pushed[connection]));
            }
            read[connection] = true;
            pushed[connection] = numbers.getAndIncrement();
            return cpo.json("PUT", Sessions.path(pushed[connection]), Sessions.json(pushed[connection]));
        };
    }
}
