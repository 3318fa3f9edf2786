/** Locations as partners see them. */
@NullMarked
package org.ocpiplatform.read.locations;

import org.jspecify.annotations.NullMarked;
