package org.ocpiplatform.write.outgoing;

import java.time.Instant;
import org.ocpiplatform.contract.remote.RequestId;

/**
 * What a deadline is about.
 *
 * @param until when the result is no longer awaited
 */
record Awaited(RequestId requestId, Instant until) {}
