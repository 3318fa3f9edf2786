package org.ocpiplatform.ocpi.chargingprofiles;

import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

/** Samples of charging profiles: 16 A for ten minutes, then 8.1 A. */
public final class ChargingProfiles {

    private ChargingProfiles() {}

    /** A valid profile as a partner sends it, with all its fields. */
    public static ObjectNode json() {
        return (ObjectNode) OcpiJson.mapper().readTree("""
                {"start_date_time": "2026-03-02T10:00:00Z", "duration": 1800, "charging_rate_unit": "A",
                 "min_charging_rate": 6.0,
                 "charging_profile_period": [{"start_period": 0, "limit": 16}, {"start_period": 600, "limit": 8.1}]}
                """);
    }

    /** The same profile, read. */
    public static ChargingProfile aProfile() {
        return OcpiJson.mapper().treeToValue(json(), ChargingProfile.class);
    }
}
