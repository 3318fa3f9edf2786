package org.ocpiplatform.bench.micro;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.ocpi.cdrs.ChargingPeriod;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.Session;
import tools.jackson.databind.node.ObjectNode;

/** Sessions of the size that the other benchmarks push. */
final class Samples {

    private Samples() {}

    static byte[] body() {
        return Sessions.json(1).getBytes(StandardCharsets.UTF_8);
    }

    static Session session(int chargingPeriods) {
        Session session = OcpiJson.mapper().readValue(body(), Session.class);
        List<ChargingPeriod> periods = new ArrayList<>();
        for (int i = 0; i < chargingPeriods; i++) {
            periods.add(
                    session.chargingPeriods().get(i % session.chargingPeriods().size()));
        }
        return session.withChargingPeriods(periods);
    }

    static ObjectNode patch() {
        return (ObjectNode) OcpiJson.mapper().readTree(Sessions.patchWithPeriod(1));
    }
}
