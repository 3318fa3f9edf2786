/** The event store on PostgreSQL: grouped durable appends, gapless global positions and streams that wake their readers. */
@NullMarked
package org.ocpiplatform.eventstore;

import org.jspecify.annotations.NullMarked;
