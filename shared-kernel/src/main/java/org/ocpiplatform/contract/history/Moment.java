package org.ocpiplatform.contract.history;

import java.time.Instant;

/** When an object is looked at. */
public sealed interface Moment {

    /** After everything that is stored. */
    record Now() implements Moment {}

    /** After the event of that revision. */
    record AtRevision(long revision) implements Moment {}

    /** After what had happened by that time, the time itself included. */
    record AtTime(Instant time) implements Moment {}
}
