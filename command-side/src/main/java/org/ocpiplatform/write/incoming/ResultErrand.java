package org.ocpiplatform.write.incoming;

import java.io.Serializable;
import java.time.Instant;

/**
 * That a partner is to be told a result. Stored with the task, so its fields stay as they are.
 *
 * @param number of the result, from 1
 * @param since when
 */
record ResultErrand(String requestId, int number, String correlationId, Instant since) implements Serializable {}
