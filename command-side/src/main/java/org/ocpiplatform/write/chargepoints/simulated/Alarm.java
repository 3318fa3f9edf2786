package org.ocpiplatform.write.chargepoints.simulated;

import java.time.Duration;

/** Has the persistent scheduler look for tasks sooner than it would by itself. */
@FunctionalInterface
interface Alarm {

    /** Looks after so much time, unless the process has ended by then; tasks wait for the next look then. */
    void after(Duration delay);
}
