package org.ocpiplatform.contract.erasures;

/** How far an erasure has come. */
public enum ErasureState {
    /** It is stored that it was asked for. */
    REQUESTED,
    /** The key is gone; what was sealed under it is unreadable. Projections still show what they have. */
    KEY_DELETED,
    /** The projections are made anew. */
    PROJECTIONS_REBUILDING,
    /** No projection shows the driver any more. */
    DONE
}
