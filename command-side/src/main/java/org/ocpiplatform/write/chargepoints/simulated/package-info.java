/** A car at an EVSE, computed: what it draws, when it is full and leaves, and the charging periods that come of it. */
@NullMarked
package org.ocpiplatform.write.chargepoints.simulated;

import org.jspecify.annotations.NullMarked;
