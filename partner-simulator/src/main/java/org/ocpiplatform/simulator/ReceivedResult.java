package org.ocpiplatform.simulator;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * What a CPO reported to the simulator.
 *
 * @param time when it came
 * @param operation command, or GET, PUT or DELETE of charging profiles; PUSH for an active profile that nobody asked for
 * @param uid that stood in the response_url; the session's id where the operation is PUSH
 * @param requestId the X-Request-ID, by which a repeated message is known; empty without one
 * @param body valid object of the operation's type
 */
public record ReceivedResult(Instant time, String operation, String uid, String requestId, JsonNode body) {

    /** The word of the result; empty where the operation is PUSH. */
    public String result() {
        return body.path("result").asString("");
    }

    @Override
    public String toString() {
        return operation + " " + uid + ": " + body;
    }
}
