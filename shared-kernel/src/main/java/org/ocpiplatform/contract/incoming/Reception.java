package org.ocpiplatform.contract.incoming;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.remote.RemoteAnswer;

/**
 * How an incoming request stands for the one who waits for its answer.
 *
 * @param answer to give; none while the request is to be forwarded
 */
public record Reception(@Nullable RemoteAnswer answer, WriteResult result) {}
