package org.ocpiplatform.contract.syncs;

import org.jspecify.annotations.Nullable;

/**
 * An object that a partner publishes and that is not taken over.
 *
 * @param id the object's own, as far as it can be read; of a token the text of a
 *     {@link org.ocpiplatform.contract.ReplicaId}
 * @param reason in words
 */
public record SyncRefusal(@Nullable String id, String reason) {}
