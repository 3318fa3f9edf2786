/** Objects of the Bookings module (OCPI 2.3.0, chapter Bookings). */
@NullMarked
package org.ocpiplatform.ocpi.bookings;

import org.jspecify.annotations.NullMarked;
