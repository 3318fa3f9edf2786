/** Tests of deliveries and resyncs as administrators and the pushes themselves see them. */
@NullMarked
package org.ocpiplatform.read.deliveries;

import org.jspecify.annotations.NullMarked;
