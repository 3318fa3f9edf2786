/** Commands, events, queries and folds of Payments: terminals, and confirmations of what was captured. */
@NullMarked
package org.ocpiplatform.contract.payments;

import org.jspecify.annotations.NullMarked;
