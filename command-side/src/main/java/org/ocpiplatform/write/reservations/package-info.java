/** Reservations: which hold, and until when (docs/adr/0022). */
@NullMarked
package org.ocpiplatform.write.reservations;

import org.jspecify.annotations.NullMarked;
