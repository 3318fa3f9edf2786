package org.ocpiplatform.api.streams;

import java.time.Duration;

/**
 * The bounds of streams.
 *
 * @param heartbeat how long a stream is silent at most, and how long one goes on at most whose token is revoked
 * @param perConsumer streams that one consumer may have open at once, on this node
 * @param overall streams that may be open at once, on this node
 */
public record StreamSettings(Duration heartbeat, int perConsumer, int overall) {}
