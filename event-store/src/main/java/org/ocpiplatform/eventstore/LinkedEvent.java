package org.ocpiplatform.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * An event, and what is stored of the one before it in its stream.
 *
 * @param hashBefore the hash that the event before has; {@link EventHash#none()} before the first; none if that event is
 *     missing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LinkedEvent(StoredEvent event, byte @Nullable [] hashBefore) {}
