/** Bookings and booking locations: the aggregates and their rules (OCPI 2.3.0, chapter Bookings). */
@NullMarked
package org.ocpiplatform.write.bookings;

import org.jspecify.annotations.NullMarked;
