package org.ocpiplatform.read.objects;

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
}
