package org.ocpiplatform.ocpi.chargingprofiles;

import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

/** Samples of active charging profiles: half an hour at one limit. */
public final class ActiveProfiles {

    private ActiveProfiles() {}

    /** A valid active profile that limits the current. */
    public static ActiveChargingProfile limitedTo(int amperes) {
        return OcpiJson.mapper().treeToValue(json(amperes), ActiveChargingProfile.class);
    }

    /** The same as a partner sends it. */
    public static ObjectNode json(int amperes) {
        return (ObjectNode) OcpiJson.mapper().readTree("""
                {"start_date_time":"2026-03-01T10:15:00Z","charging_profile":{"duration":1800,"charging_rate_unit":"A",
                 "charging_profile_period":[{"start_period":0,"limit":%d}]}}
                """.formatted(amperes));
    }
}
