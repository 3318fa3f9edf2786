package org.ocpiplatform.write.syncs;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.syncs.SyncState;

/**
 * How a synchronisation stands after a command.
 *
 * @param state none if it has never run, and is not to
 */
record SyncDecision(@Nullable SyncState state) {}
