package org.ocpiplatform.contract.sessions;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of a Session (OCPI 2.3.0, Sessions module). */
public sealed interface SessionCommand {

    /** The session that is meant. */
    ReplicaId sessionId();

    /**
     * Creates or replaces a session. Answered by a {@link org.ocpiplatform.contract.WriteResult}.
     *
     * @param session a valid object, whole
     */
    record PutSession(@TargetAggregateIdentifier ReplicaId sessionId, Session session) implements SessionCommand {}

    /**
     * Changes fields of a session. Answered by a {@link org.ocpiplatform.contract.WriteResult}.
     *
     * @param patch the fields to change, with {@code last_updated}; charging periods are appended
     */
    record PatchSession(@TargetAggregateIdentifier ReplicaId sessionId, ObjectNode patch) implements SessionCommand {}

    /**
     * Tells how a driver wants to be charged. Answered by a {@link ChargingPreferencesDecision}.
     *
     * @param preferences a valid object
     * @param offer what the session's EVSE can do
     */
    record SetChargingPreferences(
            @TargetAggregateIdentifier ReplicaId sessionId, ChargingPreferences preferences, EvseOffer offer)
            implements SessionCommand {}
}
