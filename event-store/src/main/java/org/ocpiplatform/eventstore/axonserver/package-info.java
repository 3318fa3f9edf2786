/** The events on an Axon Server, sealed as elsewhere, with a ledger of their hashes in PostgreSQL. */
@NullMarked
package org.ocpiplatform.eventstore.axonserver;

import org.jspecify.annotations.NullMarked;
