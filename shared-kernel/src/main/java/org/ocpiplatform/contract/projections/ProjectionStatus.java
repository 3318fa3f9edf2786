package org.ocpiplatform.contract.projections;

import org.jspecify.annotations.Nullable;

/**
 * How far a projection is.
 *
 * @param position last position of the event store that it contains; 0 before the first
 * @param head last position of the event store
 * @param lag events that it does not contain yet
 * @param eventsPerSecond over the last seconds
 * @param state RUNNING, REBUILDING, STOPPED or FAILING
 * @param deadLetters events set aside because they could not be applied
 * @param percent of the rebuild that is done; only while rebuilding
 * @param secondsLeft estimate for the rebuild; only while rebuilding
 * @param node that writes it; none while no node does
 */
public record ProjectionStatus(
        String name,
        long position,
        long head,
        long lag,
        double eventsPerSecond,
        String state,
        long deadLetters,
        @Nullable Double percent,
        @Nullable Long secondsLeft,
        @Nullable String node) {}
