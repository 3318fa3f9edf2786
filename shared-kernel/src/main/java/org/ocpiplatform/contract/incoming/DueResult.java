package org.ocpiplatform.contract.incoming;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.remote.RemoteResult;

/**
 * What the partner is still to be told of its request.
 *
 * @param number of the result, from 1
 * @param result none if it has been told everything
 */
public record DueResult(
        IncomingRequest request, int number, @Nullable RemoteResult result) {}
