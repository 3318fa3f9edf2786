package org.ocpiplatform.contract.privacy;

/** Remembers what was read from events, some of which may have to be forgotten. */
public interface Forgetful {

    /** Remembers nothing any more that could not be read again from what is stored. */
    void forget();
}
