/** Objects of the Sessions module (OCPI 2.3.0, chapter Sessions). */
@NullMarked
package org.ocpiplatform.ocpi.sessions;

import org.jspecify.annotations.NullMarked;
