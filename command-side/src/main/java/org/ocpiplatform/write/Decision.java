package org.ocpiplatform.write;

import java.util.List;

/**
 * What a command to an aggregate leads to that holds parts of its own.
 *
 * @param <E> the aggregate's events
 * @param creates whether the object, or the part that is meant, is new
 */
public record Decision<E>(boolean creates, List<E> events) {}
