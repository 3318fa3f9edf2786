@NullMarked
package org.ocpiplatform.read.reservations;

import org.jspecify.annotations.NullMarked;
