/** What became of the pushes to partners, and the resyncs, as administrators and the pushes themselves see them. */
@NullMarked
package org.ocpiplatform.read.deliveries;

import org.jspecify.annotations.NullMarked;
