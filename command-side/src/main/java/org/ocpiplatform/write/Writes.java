package org.ocpiplatform.write;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.RecordPatch;
import tools.jackson.databind.node.ObjectNode;

/** Rules that the writes of all replicated objects share (OCPI 2.3.0, transport chapter). */
public final class Writes {

    private Writes() {}

    /** What a command did. */
    public static WriteResult result(String aggregateId, boolean created, boolean changed, long revision) {
        WriteResult.Kind kind;
        if (!changed) {
            kind = WriteResult.Kind.UNCHANGED;
        } else {
            kind = created ? WriteResult.Kind.CREATED : WriteResult.Kind.UPDATED;
        }
        return new WriteResult(kind, aggregateId, revision);
    }

    /**
     * The events of a PUT of a whole object: one if the object is new or changes, none if it is as it was.
     *
     * @param lastUpdated of an object
     * @throws Rejection if what is stored is newer
     */
    public static <S, E> List<E> put(@Nullable S current, S incoming, Function<S, Instant> lastUpdated, E event) {
        if (current == null) {
            return List.of(event);
        }
        if (incoming.equals(current)) {
            return List.of();
        }
        refuseStale(lastUpdated.apply(current), lastUpdated.apply(incoming));
        return List.of(event);
    }

    /** An object can be created only under an id that no path takes for something else. */
    public static void refuseReservedId(ReplicaId id) {
        if (id.kind().reserves(id.id())) {
            throw Rejection.invalid(
                    id.id() + " cannot be the id of a " + id.kind().noun());
        }
    }

    /** A write may be as old as what is stored, which is a repeat, but not older. */
    public static void refuseStale(Instant stored, Instant incoming) {
        if (incoming.isBefore(stored)) {
            throw new Rejection(
                    Rejection.Code.STALE,
                    "stale: last_updated " + OcpiDateTime.format(incoming) + " is before the stored "
                            + OcpiDateTime.format(stored));
        }
    }

    /**
     * A PATCH as it is stored, without its nulls.
     *
     * @throws Rejection if it does not tell when the object changed
     */
    public static ObjectNode patch(ObjectNode sent) {
        ObjectNode patch = RecordPatch.normalise(sent);
        if (!patch.has("last_updated")) {
            throw Rejection.invalid("last_updated is missing");
        }
        return patch;
    }

    /**
     * What a write is about, which may be part of an object.
     *
     * @throws Rejection if it does not exist
     */
    public static <P> P existing(@Nullable P known, ReplicaId id) {
        if (known == null) {
            throw id.kind().notFound();
        }
        return known;
    }

    /** The owner and the id in an object are those of its URL. */
    public static void requireSameIdentity(ReplicaId replica, PartyId ownerInBody, CiString idInBody) {
        requireSameOwner(replica, ownerInBody);
        requireSame("id", replica.id(), idInBody);
    }

    /** The owner in an object is that of its URL. */
    public static void requireSameOwner(ReplicaId replica, PartyId ownerInBody) {
        PartyId owner = replica.owner();
        requireSame("country_code", owner.countryCode(), ownerInBody.countryCode());
        requireSame("party_id", owner.partyId(), ownerInBody.partyId());
    }

    /** An identifier in a body is that of the URL. */
    public static void requireSame(String field, CiString inUrl, CiString inBody) {
        if (!inUrl.equals(inBody)) {
            throw Rejection.invalid(field + " " + inBody + " is not the " + inUrl + " of the URL");
        }
    }
}
