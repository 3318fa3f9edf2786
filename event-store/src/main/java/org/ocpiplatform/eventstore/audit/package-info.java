/**
 * The proof that stored events are as they were stored: signed checkpoints over ranges of positions, verification, and
 * proofs for single events that others verify by themselves.
 */
@NullMarked
package org.ocpiplatform.eventstore.audit;

import org.jspecify.annotations.NullMarked;
