package org.ocpiplatform.bench.micro;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ocpiplatform.bench.platform.Locations;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationEvent.EvsePatched;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.ChargingPeriod;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import tools.jackson.databind.node.ObjectNode;

/** Sessions and locations as the other benchmarks push them. */
final class Samples {

    private static final Locations LOCATIONS = new Locations(Locations.RECEIVED, 40);

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

    static byte[] locationBody() {
        return LOCATIONS.json(1).getBytes(StandardCharsets.UTF_8);
    }

    static Location location() {
        return OcpiJson.mapper().readValue(locationBody(), Location.class);
    }

    /** A change of the EVSE in the middle. */
    static LocationEvent evsePatched() {
        return new EvsePatched(
                new ReplicaId(
                        Side.EMSP,
                        ObjectKind.LOCATION,
                        PartyId.of("NL", "BEN"),
                        location().id()),
                CiString.of(Locations.evseUid(20)),
                (ObjectNode) OcpiJson.mapper().readTree(Locations.patch(1)));
    }
}
