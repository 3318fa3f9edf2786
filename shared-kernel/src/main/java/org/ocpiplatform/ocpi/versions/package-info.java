/** Objects of the Versions module (OCPI 2.3.0, chapter Versions). */
@NullMarked
package org.ocpiplatform.ocpi.versions;

import org.jspecify.annotations.NullMarked;
