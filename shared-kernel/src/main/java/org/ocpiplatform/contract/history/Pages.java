package org.ocpiplatform.contract.history;

import java.util.List;

/**
 * Any number of things, of which only a few are in memory at a time; used by one thread.
 *
 * @param <T> what there are pages of
 */
public interface Pages<T> extends AutoCloseable {

    /** The next few; none at the end. */
    List<T> next();

    @Override
    void close();
}
