package org.ocpiplatform.api.limits;

import java.time.Duration;

/**
 * The bounds of what callers may take on one node.
 *
 * @param callers how often a caller with a valid token may ask
 * @param strangers how often an address may ask without one
 * @param concurrent requests of one caller under way at once; 0 means any number
 * @param transfers how slowly bytes may come and go
 */
public record LimitSettings(Rate callers, Rate strangers, int concurrent, Transfers transfers) {

    /**
     * How often somebody may ask.
     *
     * @param perSecond requests that become possible in each second; 0 means any number
     * @param burst requests that are possible at once after a pause
     */
    public record Rate(int perSecond, int burst) {}

    /**
     * How slowly bytes may come and go.
     *
     * @param head time in which the head of a request must have come, from its first byte on
     * @param grace time that may be waited for the bytes of a body, and of an answer to be taken
     * @param bytesPerSecond that extend the grace by a second
     */
    public record Transfers(Duration head, Duration grace, int bytesPerSecond) {}
}
