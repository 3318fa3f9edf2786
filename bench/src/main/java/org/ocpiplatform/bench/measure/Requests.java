package org.ocpiplatform.bench.measure;

/** The requests of one path, as many as are asked for. */
@FunctionalInterface
public interface Requests {

    /**
     * The next request.
     *
     * @param connection that will carry it, counted from zero; it carries its requests one after another
     */
    byte[] next(int connection);
}
