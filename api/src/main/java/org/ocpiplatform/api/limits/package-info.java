/** How much of the platform one caller, or one address that presents no valid token, may take (docs/adr/0034). */
@NullMarked
package org.ocpiplatform.api.limits;

import org.jspecify.annotations.NullMarked;
