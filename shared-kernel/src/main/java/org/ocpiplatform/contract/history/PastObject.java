package org.ocpiplatform.contract.history;

/**
 * An object as it stood at a moment.
 *
 * @param json as partners were given it
 * @param revision of the last event before the moment
 * @param position of that event
 */
public record PastObject(String json, long revision, long position) {}
