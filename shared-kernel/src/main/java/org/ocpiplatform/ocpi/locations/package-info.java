/** Objects of the Locations module (OCPI 2.3.0, chapter Locations). */
@NullMarked
package org.ocpiplatform.ocpi.locations;

import org.jspecify.annotations.NullMarked;
