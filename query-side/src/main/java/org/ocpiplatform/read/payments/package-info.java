/** Terminals and confirmations as partners see them. */
@NullMarked
package org.ocpiplatform.read.payments;

import org.jspecify.annotations.NullMarked;
