package org.ocpiplatform.contract.projections;

/** What can be asked of projections. */
public sealed interface ProjectionQuery {

    /**
     * Waits until a projection shows a revision of an aggregate; answered by a Boolean, false if it does not within the
     * platform's bound.
     *
     * @param projection name of the projection
     * @param changed whether the revision was written just now; if not, the projection's store is asked first
     */
    record AwaitRevision(String projection, String aggregateId, long revision, boolean changed)
            implements ProjectionQuery {}

    /** The state of every projection; answered by ProjectionStatuses. */
    record ListProjections() implements ProjectionQuery {}

    /** Starts to rebuild a projection from the event store; answered by a Boolean, false if the name is unknown. */
    record RebuildProjection(String projection) implements ProjectionQuery {}

    /** The projections of events that may say something of drivers; answered by their names. */
    record ListPersonalProjections() implements ProjectionQuery {}

    /**
     * Rebuilds a projection, beginning after this was asked; answered by a Boolean once that is done, or at once by false
     * if another node writes the projection.
     */
    record RebuildAnew(String projection) implements ProjectionQuery {}
}
