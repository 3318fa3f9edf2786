/** The interfaces of the Bookings module. */
@NullMarked
package org.ocpiplatform.api.ocpi.bookings;

import org.jspecify.annotations.NullMarked;
