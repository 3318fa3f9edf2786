package org.ocpiplatform.write.outbound;

import java.time.Duration;

/**
 * Bounds of calls to partners.
 *
 * @param allowPrivateAddresses whether URLs of partners may be http and lead to private and loopback addresses
 * @param connectTimeout until the connection stands, TLS included
 * @param timeout until the answer has been read as a whole
 * @param maxResponseBytes of an answer
 * @param maxConcurrent calls to one partner under way at a time
 */
public record OutboundSettings(
        boolean allowPrivateAddresses,
        Duration connectTimeout,
        Duration timeout,
        int maxResponseBytes,
        int maxConcurrent) {}
