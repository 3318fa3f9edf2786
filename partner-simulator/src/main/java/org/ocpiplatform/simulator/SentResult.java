package org.ocpiplatform.simulator;

import java.time.Instant;

/**
 * A result that the simulator posted as a CPO.
 *
 * @param time when it was answered
 * @param operation command, or GET, PUT or DELETE of charging profiles
 * @param url where it was posted
 * @param body as it was posted
 * @param reply to it; its status is 0 and its body says why if there was none
 */
public record SentResult(Instant time, String operation, String url, String body, Reply reply) {

    @Override
    public String toString() {
        return operation + " to " + url + ": " + body + " -> " + reply;
    }
}
