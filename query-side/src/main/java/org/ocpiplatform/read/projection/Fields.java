package org.ocpiplatform.read.projection;

/** Fields that the documents of all projections have. */
public final class Fields {

    /** The aggregate's identifier. */
    public static final String ID = "_id";
    /** Sequence number of the last event that the document contains. */
    public static final String REVISION = "revision";
    /** Position of the aggregate's first event; lists are in this order, which never changes. */
    public static final String SEQUENCE = "sequence";

    private Fields() {}
}
