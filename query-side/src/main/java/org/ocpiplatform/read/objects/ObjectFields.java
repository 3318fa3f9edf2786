package org.ocpiplatform.read.objects;

import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;

/** Fields that the documents of OCPI objects have beside those of every projection. */
public final class ObjectFields {

    /** The object as partners are given it. */
    public static final String JSON = "json";
    /** Who may see it, as {@link Audience}s. */
    public static final String AUDIENCE = "audience";
    /** The {@code last_updated} that partners are given. */
    public static final String LAST_UPDATED = "last_updated";
    /** Side and id without the owner, for paths that do not name the owner. */
    public static final String OBJECT_ID = "object_id";

    private ObjectFields() {}

    /** The {@link #OBJECT_ID} of the objects of an id on a side. */
    public static String objectId(Side side, CiString id) {
        return side.segment() + ":" + id.key();
    }
}
