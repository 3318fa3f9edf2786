package org.ocpiplatform.contract.erasures;

/** What can be asked about erasures. */
public sealed interface ErasureQuery {

    /** One erasure; answered by an optional ErasureView. */
    record FindErasure(String erasureId) implements ErasureQuery {}

    /** All erasures, latest first; answered by ErasureViews. */
    record ListErasures(int limit) implements ErasureQuery {}

    /** The erasures that are not done, oldest first; answered by ErasureViews. */
    record ListOpenErasures() implements ErasureQuery {}
}
