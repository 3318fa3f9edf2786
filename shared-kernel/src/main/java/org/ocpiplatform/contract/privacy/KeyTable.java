package org.ocpiplatform.contract.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where the keys of persons are kept, for all nodes, and beside them what they are wrapped by. */
public interface KeyTable {

    /**
     * One key.
     *
     * @param keyId 24 lower-case hexadecimal digits; of what they are wrapped by another
     * @param lookup finds the key of a person whose token is known
     * @param key wrapped
     * @param name of the person, sealed under the key
     */
    @SuppressWarnings("ArrayRecordComponent") // rows are never compared
    record Row(String keyId, byte[] lookup, byte[] key, byte[] name) {}

    /** Adds a key unless the person has one; returns the one that the person has. */
    Row insert(Row row);

    /** The key of a person. */
    Optional<Row> byLookup(byte[] lookup);

    /** Those of the keys that are there. */
    List<Row> byIds(Collection<String> keyIds);

    /** Deletes a key, once and for all, and tells all nodes; returns whether it was there. */
    boolean delete(String keyId);

    /** Tells all nodes once more that some key was deleted. */
    void tellAll();

    /** Puts a row in place of the one of its id. */
    void replace(Row row);
}
