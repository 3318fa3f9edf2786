package org.ocpiplatform.contract.incoming;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the charge point back end is still to be handed.
 *
 * @param request none if it has the request, or need not have it any more
 * @param deadline of the request
 */
public record DueForwarding(@Nullable IncomingRequest request, Instant deadline) {}
