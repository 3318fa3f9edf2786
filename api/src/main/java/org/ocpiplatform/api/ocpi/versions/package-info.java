/** The Versions module, which tells partners where everything else is. */
@NullMarked
package org.ocpiplatform.api.ocpi.versions;

import org.jspecify.annotations.NullMarked;
