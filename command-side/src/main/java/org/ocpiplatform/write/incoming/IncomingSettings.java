package org.ocpiplatform.write.incoming;

import java.time.Duration;

/** @param timeout that a charge point has for its result, in whole seconds */
public record IncomingSettings(Duration timeout) {}
