/** Locations: the aggregate and its rules (OCPI 2.3.0, chapter Locations). */
@NullMarked
package org.ocpiplatform.write.locations;

import org.jspecify.annotations.NullMarked;
