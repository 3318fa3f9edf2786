/** The interfaces of the Payments module. */
@NullMarked
package org.ocpiplatform.api.ocpi.payments;

import org.jspecify.annotations.NullMarked;
