/** Pulls what partners publish, in full and by what changed (OCPI 2.3.0, transport chapter, pagination). */
@NullMarked
package org.ocpiplatform.write.syncs;

import org.jspecify.annotations.NullMarked;
