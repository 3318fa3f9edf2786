package org.ocpiplatform.contract.privacy;

/** The files of a read store that runs inside the platform. */
public interface StoreFiles {

    /**
     * Returns once nothing is in the files that is not in the store any more.
     *
     * @throws java.io.UncheckedIOException if they cannot be written
     */
    void rewrite();
}
