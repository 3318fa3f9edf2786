/** How OCPI objects are read from and written to JSON, and how a PATCH is merged. */
@NullMarked
package org.ocpiplatform.ocpi.json;

import org.jspecify.annotations.NullMarked;
