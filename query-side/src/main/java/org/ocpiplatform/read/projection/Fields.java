package org.ocpiplatform.read.projection;

/** Fields that the documents of all projections have. */
public final class Fields {

    /** The aggregate's identifier. */
    public static final String ID = "_id";
    /** Sequence number of the last event that the document contains. */
    public static final String REVISION = "revision";
    /** Position of the aggregate's first event; lists are in this order, which never changes. */
    public static final String SEQUENCE = "sequence";

    /** In the document of a {@linkplain Parts part}: the identifier of the aggregate. */
    public static final String WHOLE = "whole";

    /** In a document as the store holds it: where the fields are that are too large for it. */
    public static final String OVERFLOW = "overflow";

    private Fields() {}
}
