/** Reservations that charge points hold for drivers of partners: what becomes of RESERVE_NOW. */
@NullMarked
package org.ocpiplatform.contract.reservations;

import org.jspecify.annotations.NullMarked;
