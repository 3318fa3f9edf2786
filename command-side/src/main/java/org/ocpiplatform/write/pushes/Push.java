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
 */
record Push(
        ReplicaId object,
        long revision,
        long position,
        String correlationId,
        @Nullable PartyId to,
        @Nullable Request request,
        boolean wanted) {

    /** One push of the whole object in place of an earlier one and this. */
    Push after(Push earlier) {
        return new Push(
                object,
                Math.max(earlier.revision, revision),
                Math.min(earlier.position, position),
                correlationId,
                to,
                null,
                earlier.wanted || wanted);
    }
}
