package org.ocpiplatform.read.projection;

import java.time.Duration;

/**
 * Settings of the query side.
 *
 * @param readYourWritesTimeout how long a write waits for the projection that shows it, and a list for what is owed
 * @param nodeId name of this node, the same after a restart, so that it takes its processors' claims up again at once
 * @param alone whether no other node can share the stores
 */
public record ReadSettings(Duration readYourWritesTimeout, String nodeId, boolean alone) {}
