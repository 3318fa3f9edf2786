package org.ocpiplatform.api.backoffice.graphql;

import org.ocpiplatform.contract.fleet.FleetEvse;

/** An EVSE within an answer. No two are equal, so that what belongs to it is found without comparing contents. */
final class EvseNode {

    private final FleetEvse shown;
    private final boolean withinLocation;

    EvseNode(FleetEvse shown, boolean withinLocation) {
        this.shown = shown;
        this.withinLocation = withinLocation;
    }

    FleetEvse shown() {
        return shown;
    }

    /** Whether it is shown as a part of its location, and so does not show that again. */
    boolean isWithinLocation() {
        return withinLocation;
    }
}
