package org.ocpiplatform.contract;

import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;

/** What can be asked about OCPI objects of every kind; where a caller is named, it is told only what it may see. */
public sealed interface ObjectQuery {

    /** One object's JSON, if it exists; answered by an optional EncodedJson. */
    record FindObject(ReplicaId id, Caller caller) implements ObjectQuery {}

    /** One object as it stands, without regard to who may see it; answered by an optional CurrentObject. */
    record FindCurrentObject(ReplicaId id) implements ObjectQuery {}

    /** The objects with an id, whoever owns them; answered by ReplicaIds. For paths that do not name the owner. */
    record FindObjectsById(ObjectKind kind, Side side, CiString id, Caller caller) implements ObjectQuery {}

    /** The same without regard to who may see them; for what must tell foreign from unknown. */
    record FindAllObjectsById(ObjectKind kind, Side side, CiString id) implements ObjectQuery {}

    /**
     * Who owns the objects with an id, on whatever side they are held, as far as the caller may see them or they are for
     * everybody behind this hub; answered by PartyIds, each once.
     */
    record FindOwners(ObjectKind kind, CiString id, Caller caller) implements ObjectQuery {}

    /**
     * The objects of a kind that are published here or were told to everybody behind this hub, oldest first; answered by
     * an ObjectPage.
     */
    record ListAllObjects(ObjectKind kind, Side published, Caller caller, PageRequest page) implements ObjectQuery {}

    /** The objects of a kind, oldest first; answered by an ObjectPage. */
    record ListObjects(ObjectKind kind, Side side, Caller caller, PageRequest page) implements ObjectQuery {}
}
