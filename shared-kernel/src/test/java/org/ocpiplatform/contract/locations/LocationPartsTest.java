package org.ocpiplatform.contract.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;

import org.junit.jupiter.api.Test;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;

class LocationPartsTest {

    private static final String T0 = "2026-03-01T10:00:00Z";
    private static final String T1 = "2026-03-01T10:01:00Z";
    private static final String T2 = "2026-03-01T10:02:00Z";

    @Test
    void whatIsNewBelowIsShownAbove() {
        Location shown = LocationParts.shown(location(T0, evse("E1", T0, T2), evse("E2", T1, T0)));

        assertThat(shown.lastUpdated()).isEqualTo(OcpiDateTime.parse(T2));
        assertThat(shown.evses().get(0).lastUpdated()).isEqualTo(OcpiDateTime.parse(T2));
        assertThat(shown.evses().get(1).lastUpdated()).isEqualTo(OcpiDateTime.parse(T1));
    }

    @Test
    void whatIsNewAboveIsNotShownBelow() {
        Location location = location(T2, evse("E1", T1, T0));

        assertThat(LocationParts.shown(location)).isEqualTo(location);
        assertThat(LocationParts.lastUpdated(location)).isEqualTo(OcpiDateTime.parse(T2));
    }

    @Test
    void partsAreFoundAndReplacedWithoutRegardToCaseInTheirPlace() {
        Location location = location(T0, evse("E1", T0, T0), evse("E2", T0, T0));
        Evse changed = evse("e1", T1, T1);

        assertThat(LocationParts.evse(location, CiString.of("e2")))
                .isEqualTo(location.evses().get(1));
        assertThat(LocationParts.evse(location, CiString.of("E3"))).isNull();
        assertThat(LocationParts.with(location, changed).evses())
                .containsExactly(changed, location.evses().get(1));
        assertThat(LocationParts.with(location, evse("E3", T0, T0)).evses()).hasSize(3);
    }

    private static Location location(String lastUpdated, Evse... evses) {
        var location = aLocation().lastUpdated(lastUpdated);
        for (Evse evse : evses) {
            location.withEvse(evse);
        }
        return location.build();
    }

    private static Evse evse(String uid, String lastUpdated, String ofConnector) {
        return anEvse(uid)
                .withConnector(aConnector("1").lastUpdated(ofConnector))
                .lastUpdated(lastUpdated)
                .build();
    }
}
