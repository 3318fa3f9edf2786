/** Payments: the aggregates, their rules, and the way to the payment provider (OCPI 2.3.0, chapter Payments). */
@NullMarked
package org.ocpiplatform.write.payments;

import org.jspecify.annotations.NullMarked;
