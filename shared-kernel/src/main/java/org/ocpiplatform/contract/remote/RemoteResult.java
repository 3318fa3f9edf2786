package org.ocpiplatform.contract.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.DisplayText;

/**
 * What became of a remote request at the charge point.
 *
 * @param result a CommandResultType, or a ChargingProfileResultType for operations of ChargingProfiles
 * @param message for the driver or whoever asked; commands only
 * @param profile with an accepted {@link RemoteOperation#ACTIVE_CHARGING_PROFILE} only
 */
public record RemoteResult(
        String result, List<DisplayText> message, @Nullable ActiveChargingProfile profile) {

    /** The result by which a charge point says that it does as it was asked. */
    public static final String ACCEPTED = "ACCEPTED";

    /** The result by which a charge point, or the platform in its place, refuses. */
    public static final String REJECTED = "REJECTED";

    /** The result of a command to which no charge point has answered. */
    public static final String TIMEOUT = "TIMEOUT";

    /** The second result that a RESERVE_NOW may have, when the CPO cannot keep the reservation. */
    public static final String CANCELED_RESERVATION = "CANCELED_RESERVATION";

    public RemoteResult {
        message = Extensions.listOf(message);
    }

    /** A result that says nothing more. */
    public static RemoteResult of(String result) {
        return new RemoteResult(result, List.of(), null);
    }

    /** Whether the charge point does as it was asked. */
    public boolean accepted() {
        return result.equals(ACCEPTED);
    }
}
