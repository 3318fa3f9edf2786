/** Tests of what is kept of locations. */
@NullMarked
package org.ocpiplatform.read.locations;

import org.jspecify.annotations.NullMarked;
