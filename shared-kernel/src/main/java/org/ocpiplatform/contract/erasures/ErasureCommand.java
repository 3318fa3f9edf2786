package org.ocpiplatform.contract.erasures;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.ocpi.PartyId;

/**
 * What is said to an erasure; each is answered by a {@link org.ocpiplatform.contract.WriteResult}. What was said before
 * changes nothing.
 */
public sealed interface ErasureCommand {

    /** The erasure that is meant; the id of the key of the driver's token. */
    String erasureId();

    /**
     * Begins an erasure.
     *
     * @param party that issued the token
     */
    record RequestErasure(@TargetAggregateIdentifier String erasureId, PartyId party) implements ErasureCommand {}

    /** Tells that the key is deleted. */
    record RecordKeyDeleted(@TargetAggregateIdentifier String erasureId) implements ErasureCommand {}

    /**
     * Tells that every node has forgotten the key.
     *
     * @param projections that are to be made anew
     */
    record BeginRebuilding(@TargetAggregateIdentifier String erasureId, List<String> projections)
            implements ErasureCommand {

        public BeginRebuilding {
            projections = List.copyOf(projections);
        }
    }

    /** Tells that a projection was made anew. */
    record RecordRebuilt(@TargetAggregateIdentifier String erasureId, String projection) implements ErasureCommand {}

    /** Ends an erasure, once all projections were made anew. */
    record CompleteErasure(@TargetAggregateIdentifier String erasureId) implements ErasureCommand {}
}
