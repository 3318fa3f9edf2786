package org.ocpiplatform.simulator;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.Extensions;

/**
 * How a CPO treats a command or a request about charging profiles: what it answers at once, and what it posts to the
 * response_url later. Words are sent as they are, also such as OCPI does not know.
 *
 * @param response {@code result} of the answer, such as ACCEPTED or REJECTED
 * @param timeout seconds in the answer
 * @param results {@code result} of each result that is posted, one after the other; none to be silent
 * @param delayMillis before each result
 * @param message English text in the answer to a command and in its results; null for none
 * @param body posted in place of each result, JSON or not; null for a right one
 * @param url where results are posted in place of the response_url; null for that
 * @param token presented with results in place of the registration's: empty for no Authorization header at all; null for
 *     the registration's
 */
public record CommandScript(
        String response,
        int timeout,
        List<String> results,
        int delayMillis,
        @Nullable String message,
        @Nullable String body,
        @Nullable String url,
        @Nullable String token) {

    public CommandScript {
        Objects.requireNonNull(response, "response");
        results = Extensions.listOf(results);
        if (delayMillis < 0) {
            throw new IllegalArgumentException("no result comes before it is asked for");
        }
    }

    /**
     * What is done without a script for ACCEPTED: a timeout of 30 seconds, and the result ACCEPTED after 200
     * milliseconds. Any other answer has the timeout 0 and no result.
     */
    public static CommandScript of(String response) {
        boolean accepted = response.equals("ACCEPTED");
        return new CommandScript(
                response, accepted ? 30 : 0, accepted ? List.of("ACCEPTED") : List.of(), 200, null, null, null, null);
    }

    /** The same with this timeout. */
    public CommandScript withTimeout(int seconds) {
        return new CommandScript(response, seconds, results, delayMillis, message, body, url, token);
    }

    /** The same with these results, or silent without any. */
    public CommandScript withResults(String... words) {
        return new CommandScript(response, timeout, List.of(words), delayMillis, message, body, url, token);
    }

    /** The same with this time before each result. */
    public CommandScript withDelayMillis(int millis) {
        return new CommandScript(response, timeout, results, millis, message, body, url, token);
    }

    /** The same with this text for people. */
    public CommandScript withMessage(String text) {
        return new CommandScript(response, timeout, results, delayMillis, text, body, url, token);
    }

    /** The same with results that look so. */
    public CommandScript withBody(String text) {
        return new CommandScript(response, timeout, results, delayMillis, message, text, url, token);
    }

    /** The same with results that go there. */
    public CommandScript withUrl(String other) {
        return new CommandScript(response, timeout, results, delayMillis, message, body, other, token);
    }

    /** The same with results of a caller with this token; empty for one without. */
    public CommandScript withToken(String other) {
        return new CommandScript(response, timeout, results, delayMillis, message, body, url, other);
    }
}
