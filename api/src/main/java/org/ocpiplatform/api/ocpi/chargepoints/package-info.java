/** What requests to charge points have in common, whichever module they are of, and the charge points' replies. */
@NullMarked
package org.ocpiplatform.api.ocpi.chargepoints;

import org.jspecify.annotations.NullMarked;
