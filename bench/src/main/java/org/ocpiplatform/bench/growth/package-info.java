/** Event stores of any size, filled and read by the event store's own engine while no platform runs on them. */
@NullMarked
package org.ocpiplatform.bench.growth;

import org.jspecify.annotations.NullMarked;
