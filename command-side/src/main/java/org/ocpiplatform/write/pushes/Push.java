package org.ocpiplatform.write.pushes;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.PartyId;

/**
 * Something that a partner is to be told.
 *
 * @param revision of the object after it
 * @param position of the first event that it stands for
 * @param to the party that is meant; none in configuration modules
 * @param request none if the object is sent as it stands when its turn comes
 * @param wanted whether it is sent even if the partner has taken that revision
 * @param trace context of the trace that it belongs to
 */
record Push(
        ReplicaId object,
        long revision,
        long position,
        String correlationId,
        @Nullable PartyId to,
        @Nullable Request request,
        boolean wanted,
        @Nullable String trace) {

    /** A push that belongs to no trace. */
    Push(
            ReplicaId object,
            long revision,
            long position,
            String correlationId,
            @Nullable PartyId to,
            @Nullable Request request,
            boolean wanted) {
        this(object, revision, position, correlationId, to, request, wanted, null);
    }

    /** One push of the whole object in place of an earlier one and this. */
    Push after(Push earlier) {
        return new Push(
                object,
                Math.max(earlier.revision, revision),
                Math.min(earlier.position, position),
                correlationId,
                to,
                null,
                earlier.wanted || wanted,
                trace);
    }
}
