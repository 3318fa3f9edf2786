/** The interfaces of the Locations module. */
@NullMarked
package org.ocpiplatform.api.ocpi.locations;

import org.jspecify.annotations.NullMarked;
