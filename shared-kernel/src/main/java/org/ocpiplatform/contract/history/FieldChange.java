package org.ocpiplatform.contract.history;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One difference that an event made to an object as partners are given it.
 *
 * @param path JSON pointer (RFC 6901) to what differs; empty for the whole object
 * @param before what was there; absent if nothing was
 * @param after what is there now; absent if nothing is
 */
public record FieldChange(
        String path, @Nullable JsonNode before, @Nullable JsonNode after) {}
