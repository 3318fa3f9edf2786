package org.ocpiplatform.contract.erasures;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.Extensions;

/** What happened to an erasure. None of these events says which token it was. */
public sealed interface ErasureEvent {

    /** The erasure it happened to; the id of the key of the driver's token. */
    String erasureId();

    /**
     * An administrator asked for it.
     *
     * @param party that issued the token
     */
    @Revision("1")
    @StoredType("erasures.requested")
    record ErasureRequested(String erasureId, PartyId party) implements ErasureEvent {}

    /** The key is deleted: nothing that was sealed under it can be read any more. */
    @Revision("1")
    @StoredType("erasures.key_deleted")
    record KeyDeleted(String erasureId) implements ErasureEvent {}

    /**
     * Every node has forgotten the key, and the projections are made anew without it.
     *
     * @param projections their names
     */
    @Revision("1")
    @StoredType("erasures.rebuilding_begun")
    record RebuildingBegun(String erasureId, List<String> projections) implements ErasureEvent {

        public RebuildingBegun {
            projections = Extensions.listOf(projections);
        }
    }

    /** A projection was made anew. */
    @Revision("1")
    @StoredType("erasures.projection_rebuilt")
    record ProjectionRebuilt(String erasureId, String projection) implements ErasureEvent {}

    /** No projection shows the driver any more. */
    @Revision("1")
    @StoredType("erasures.completed")
    record ErasureCompleted(String erasureId) implements ErasureEvent {}
}
