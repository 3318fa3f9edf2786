/** Reservations, as administrators and those who decide on requests see them. */
@NullMarked
package org.ocpiplatform.read.reservations;

import org.jspecify.annotations.NullMarked;
