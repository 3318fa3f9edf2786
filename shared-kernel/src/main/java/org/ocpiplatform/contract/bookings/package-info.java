/** Commands, events, queries and the folds of Bookings and of the booking locations that they are made at. */
@NullMarked
package org.ocpiplatform.contract.bookings;

import org.jspecify.annotations.NullMarked;
