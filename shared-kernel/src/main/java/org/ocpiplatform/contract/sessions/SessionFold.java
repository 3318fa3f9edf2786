package org.ocpiplatform.contract.sessions;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.sessions.SessionEvent.ChargingPreferencesAccepted;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.ocpi.json.RecordPatch;
import org.ocpiplatform.ocpi.sessions.Session;
import tools.jackson.databind.node.ObjectNode;

/** The state of a Session after its events; the aggregate, the projection and the audit all use this one fold. */
public final class SessionFold {

    private static final RecordPatch<Session> PATCH =
            RecordPatch.of(MethodHandles.lookup(), Session.class, Map.of("charging_periods", RecordPatch.Merge.APPEND));

    private SessionFold() {}

    /**
     * The session after one more event.
     *
     * @param current the session before it; null before the first
     */
    public static Session apply(@Nullable Session current, SessionEvent event) {
        return switch (event) {
            case SessionReplaced replaced -> replaced.session();
            case SessionPatched patched -> patch(existing(current, event), patched.patch());
            case ChargingPreferencesAccepted accepted -> existing(current, accepted);
        };
    }

    /** The session with the fields of a patch; not validated. */
    public static Session patch(Session current, ObjectNode patch) {
        return PATCH.apply(current, patch);
    }

    private static Session existing(@Nullable Session current, SessionEvent event) {
        if (current == null) {
            throw new IllegalStateException(event.sessionId() + " begins with " + event);
        }
        return current;
    }
}
