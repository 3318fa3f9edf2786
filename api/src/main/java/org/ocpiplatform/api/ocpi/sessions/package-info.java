/** The interfaces of the Sessions module. */
@NullMarked
package org.ocpiplatform.api.ocpi.sessions;

import org.jspecify.annotations.NullMarked;
