/** Invoice reconciliation records as partners see them. */
@NullMarked
package org.ocpiplatform.read.invoicereconciliation;

import org.jspecify.annotations.NullMarked;
