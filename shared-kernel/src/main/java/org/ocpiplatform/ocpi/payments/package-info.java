/** Objects of the Payments module (OCPI 2.3.0, chapter Payments). */
@NullMarked
package org.ocpiplatform.ocpi.payments;

import org.jspecify.annotations.NullMarked;
