package org.ocpiplatform.contract.remote;

import java.util.List;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.DisplayText;

/**
 * What the receiver of a remote request answers at once: a CommandResponse or a ChargingProfileResponse.
 *
 * @param result a CommandResponseType or ChargingProfileResponseType
 * @param timeout seconds after which no result is to be expected; 0 unless accepted
 * @param message why, for the driver or whoever asked; commands only
 * @param unknownLocation whether it is refused because the location, or the part of it that is meant, is unknown
 */
public record RemoteAnswer(String result, int timeout, List<DisplayText> message, boolean unknownLocation) {

    public static final String ACCEPTED = "ACCEPTED";

    public RemoteAnswer {
        message = Extensions.listOf(message);
    }

    /** That the request goes on to the charge point. */
    public static RemoteAnswer accepted(int timeout) {
        return new RemoteAnswer(ACCEPTED, timeout, List.of(), false);
    }

    /** That nothing will be done, and why, in English. */
    public static RemoteAnswer refused(String result, String why) {
        return new RemoteAnswer(result, 0, List.of(DisplayText.english(why)), false);
    }

    /** That nothing will be done, as the location or a part of it is not known here. */
    public static RemoteAnswer unknownLocation(String what) {
        return new RemoteAnswer("REJECTED", 0, List.of(DisplayText.english(what + " is unknown")), true);
    }

    /** Whether a result follows. */
    public boolean accepted() {
        return result.equals(ACCEPTED);
    }
}
