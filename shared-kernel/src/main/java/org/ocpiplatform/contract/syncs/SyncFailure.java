package org.ocpiplatform.contract.syncs;

import java.time.Instant;

/**
 * Why a run did not come to its end.
 *
 * @param step what was being done
 * @param reason what went wrong, in words
 */
public record SyncFailure(Instant at, String step, String reason) {}
