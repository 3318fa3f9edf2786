package org.ocpiplatform.write.pushes;

import java.time.Duration;
import java.util.List;

/**
 * When failed pushes are tried again.
 *
 * @param delays after the first failure, the second and so on; the last one holds for all further ones
 * @param interval between looks at what is due
 */
public record PushSettings(List<Duration> delays, Duration interval) {

    public PushSettings {
        delays = List.copyOf(delays);
    }

    /** How long after that failed attempt, counted from 1, the next may come. */
    Duration delayAfter(int attempt) {
        return delays.get(Math.min(attempt, delays.size()) - 1);
    }
}
