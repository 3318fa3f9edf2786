package org.ocpiplatform.contract.sessions;

import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;

/** What can be asked about Sessions. */
public sealed interface SessionQuery {

    /** One session's JSON, if it exists and the caller may see it; answered by an optional String. */
    record FindSession(SessionId sessionId, Caller caller) implements SessionQuery {}

    /**
     * The sessions with an id, whoever owns them, that the caller may see; answered by SessionIds. For paths that do
     * not name the owner.
     */
    record FindSessionsById(Side side, CiString id, Caller caller) implements SessionQuery {}

    /** The sessions that the caller owns or pays for, oldest first; answered by an ObjectPage. */
    record ListSessions(Side side, Caller caller, PageRequest page) implements SessionQuery {}
}
