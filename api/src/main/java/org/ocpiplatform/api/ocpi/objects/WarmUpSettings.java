package org.ocpiplatform.api.ocpi.objects;

import java.time.Duration;

/**
 * How long the platform prepares itself before it says that it is ready.
 *
 * @param time not at all if it is zero
 */
public record WarmUpSettings(Duration time) {}
