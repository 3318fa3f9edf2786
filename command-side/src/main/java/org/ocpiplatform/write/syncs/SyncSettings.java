package org.ocpiplatform.write.syncs;

import java.time.Duration;

/**
 * When and how much is pulled.
 *
 * @param enabled whether runs begin by themselves; administrators may ask for them in any case
 * @param interval between two runs; a tenth of it is the most that chance adds
 * @param fullInterval between two runs that ask for everything
 * @param maxObjects that a run reads at most
 */
public record SyncSettings(boolean enabled, Duration interval, Duration fullInterval, int maxObjects) {}
