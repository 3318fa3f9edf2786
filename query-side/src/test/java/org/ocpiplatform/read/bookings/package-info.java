/** Tests of bookings and booking locations as partners see them. */
@NullMarked
package org.ocpiplatform.read.bookings;

import org.jspecify.annotations.NullMarked;
