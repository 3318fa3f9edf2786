@NullMarked
package org.ocpiplatform.write.reservations;

import org.jspecify.annotations.NullMarked;
