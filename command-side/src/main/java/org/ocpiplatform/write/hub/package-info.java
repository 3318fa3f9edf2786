/** What this platform does as a hub: it passes requests on, and tells who is connected. */
@NullMarked
package org.ocpiplatform.write.hub;

import org.jspecify.annotations.NullMarked;
