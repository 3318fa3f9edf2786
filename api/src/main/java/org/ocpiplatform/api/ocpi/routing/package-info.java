/** Which party a request is for: one on this platform, or one behind the hub that this platform may be. */
@NullMarked
package org.ocpiplatform.api.ocpi.routing;

import org.jspecify.annotations.NullMarked;
