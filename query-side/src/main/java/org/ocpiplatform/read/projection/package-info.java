/** What every projection shares: applying batches of events, read-your-writes, dead letters, rebuilds. */
@NullMarked
package org.ocpiplatform.read.projection;

import org.jspecify.annotations.NullMarked;
