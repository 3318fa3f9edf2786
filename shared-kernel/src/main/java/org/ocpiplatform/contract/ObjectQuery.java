package org.ocpiplatform.contract;

import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;

/** What can be asked about OCPI objects of every kind; each answer holds only what the caller may see. */
public sealed interface ObjectQuery {

    /** One object's JSON, if it exists; answered by an optional String. */
    record FindObject(ReplicaId id, Caller caller) implements ObjectQuery {}

    /** The objects with an id, whoever owns them; answered by ReplicaIds. For paths that do not name the owner. */
    record FindObjectsById(ObjectKind kind, Side side, CiString id, Caller caller) implements ObjectQuery {}

    /** The objects of a kind, oldest first; answered by an ObjectPage. */
    record ListObjects(ObjectKind kind, Side side, Caller caller, PageRequest page) implements ObjectQuery {}
}
