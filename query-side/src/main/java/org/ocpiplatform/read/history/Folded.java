package org.ocpiplatform.read.history;

import org.jspecify.annotations.Nullable;

/**
 * An object after one of its events.
 *
 * @param address whose object it is
 * @param json as partners are given it; none if it is withdrawn
 * @param revision sequence number of the event
 */
public record Folded(ObjectAddress address, @Nullable String json, long revision) {}
