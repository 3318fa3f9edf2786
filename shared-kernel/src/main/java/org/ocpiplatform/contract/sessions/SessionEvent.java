package org.ocpiplatform.contract.sessions;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import tools.jackson.databind.node.ObjectNode;

/** What happened to a Session. */
public sealed interface SessionEvent {

    /** The session it happened to. */
    ReplicaId sessionId();

    /** The session was created, or replaced as a whole. */
    @Revision("1")
    @StoredType("sessions.replaced")
    record SessionReplaced(ReplicaId sessionId, Session session) implements SessionEvent {}

    /**
     * Fields of the session were changed.
     *
     * @param patch the fields as the partner sent them, without nulls; charging periods were appended
     */
    @Revision("1")
    @StoredType("sessions.patched")
    record SessionPatched(ReplicaId sessionId, ObjectNode patch) implements SessionEvent {}

    /** The CPO agreed to charge as the driver wants. */
    @Revision("1")
    @StoredType("sessions.charging_preferences_accepted")
    record ChargingPreferencesAccepted(ReplicaId sessionId, ChargingPreferences preferences) implements SessionEvent {}
}
