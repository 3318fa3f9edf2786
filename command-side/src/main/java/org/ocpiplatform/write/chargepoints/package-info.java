/** The way to the charge points: the operator's back end, or a simulator where there is none (docs/adr/0023). */
@NullMarked
package org.ocpiplatform.write.chargepoints;

import org.jspecify.annotations.NullMarked;
