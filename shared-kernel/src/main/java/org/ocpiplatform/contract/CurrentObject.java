package org.ocpiplatform.contract;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.EncodedJson;

/**
 * An object as it stands, whoever may see it; for the platform's own use.
 *
 * @param json as partners are given it; none if it is withdrawn
 * @param revision sequence number of its last event
 */
public record CurrentObject(@Nullable EncodedJson json, long revision) {}
