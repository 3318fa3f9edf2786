package org.ocpiplatform.bench.targets;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import org.ocpiplatform.bench.floor.HttpFloor;
import org.ocpiplatform.bench.floor.PostgresFloor;
import org.ocpiplatform.bench.measure.Load;
import org.ocpiplatform.bench.measure.Requests;
import org.ocpiplatform.bench.platform.ServerProcess;
import org.ocpiplatform.bench.runs.Meter;
import org.ocpiplatform.bench.runs.Places;
import org.ocpiplatform.bench.targets.Reads.Read;

/** What the machine can do at most, by the names of the rows. */
final class Floors {

    static final String GET = "F1 get";
    static final String LIST = "F1 list";
    static final String INSERT = "F2 insert";

    private static final Read NOTHING = new Read(connection -> new byte[0], new byte[0]);

    private final Setting setting;
    private final Table table;

    Floors(Setting setting, Table table) {
        this.setting = setting;
        this.table = table;
    }

    /** The same stack answers the same requests with the same bytes. */
    void http(Map<String, Read> reads) throws IOException, InterruptedException, SQLException {
        Places places = setting.places();
        Read get = reads.getOrDefault(Reads.GET, NOTHING);
        Read list = reads.getOrDefault(Reads.LIST, NOTHING);
        try (ServerProcess server = HttpFloor.start(
                places.cleanUp(), places.heap(), places.scratch().path(), get.body(), list.body())) {
            if (get != NOTHING) {
                http(GET, server, get.requests(), setting.meter());
            }
            if (list != NOTHING) {
                http(LIST, server, list.requests(), get == NOTHING ? setting.meter() : setting.nextMeter());
            }
        }
    }

    private void http(String name, ServerProcess server, Requests requests, Meter meter)
            throws IOException, InterruptedException, SQLException {
        URI url = server.url();
        table.add(Row.of(
                meter.measure(
                        name,
                        null,
                        server,
                        duration -> Load.run(url, requests, Load.Plan.lasting(setting.connections(), duration, 0))),
                null,
                ""));
    }

    /** PostgreSQL takes the same rows one by one. */
    void inserts() throws IOException, InterruptedException, SQLException {
        Places places = setting.places();
        PostgresFloor postgres =
                PostgresFloor.start(places.cleanUp(), places.scratch().resolve("floor"), setting.connections());
        table.add(
                Row.of(setting.nextMeter().measure(INSERT, null, null, postgres::insert), null, postgres.durability()));
    }
}
