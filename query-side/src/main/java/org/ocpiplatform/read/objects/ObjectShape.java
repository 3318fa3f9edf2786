package org.ocpiplatform.read.objects;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;

/**
 * How the events of one kind of OCPI object become what partners are given, and who is given it.
 *
 * @param <S> the state that the events are folded into
 */
public interface ObjectShape<S> {

    ObjectKind kind();

    /** The sealed family of the events. */
    Class<?> eventType();

    /**
     * The state after one more event.
     *
     * @param current null before the first, and after the object was withdrawn
     * @return null if the object is withdrawn
     */
    @Nullable
    S fold(@Nullable S current, Object event);

    /** The class of the state. */
    Class<S> stateType();

    /** The object as partners are given it; the state itself, if it is one. */
    default Object shown(S state) {
        return state;
    }

    /** The {@code last_updated} as partners are given it. */
    Instant lastUpdated(S state);

    /** Who may see the object. */
    Collection<String> audience(ReplicaId id, S state);

    /** The audiences that a caller belongs to. */
    List<String> audiences(Side side, Caller caller);

    /** The state as its document holds it; what partners are given, if that is the whole state. */
    default S read(Document document) {
        return OcpiJson.mapper().readValue(document.getString(ObjectFields.JSON), stateType());
    }

    /** Adds what {@link #read} or a query of this kind needs beside the {@linkplain ObjectFields fields of all}. */
    default void write(S state, Document document) {}

    /** What queries of this kind need beside the indexes of all. */
    default List<Bson> indexes() {
        return List.of();
    }
}
