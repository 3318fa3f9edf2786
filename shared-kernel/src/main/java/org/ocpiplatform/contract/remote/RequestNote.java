package org.ocpiplatform.contract.remote;

import java.time.Instant;

/**
 * One line of a remote request's history.
 *
 * @param event stored name of the event, for programs
 * @param text the same in words, for people
 */
public record RequestNote(Instant at, String event, String text) {}
