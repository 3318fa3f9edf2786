package org.ocpiplatform.api.backoffice.graphql;

import org.ocpiplatform.contract.fleet.FleetLocation;

/** A location within an answer. No two are equal, so that what belongs to it is found without comparing contents. */
final class LocationNode {

    private final FleetLocation shown;
    private final boolean withinEvse;

    LocationNode(FleetLocation shown, boolean withinEvse) {
        this.shown = shown;
        this.withinEvse = withinEvse;
    }

    FleetLocation shown() {
        return shown;
    }

    /** Whether it is shown with one of its EVSEs, and so does not show them again. */
    boolean isWithinEvse() {
        return withinEvse;
    }
}
