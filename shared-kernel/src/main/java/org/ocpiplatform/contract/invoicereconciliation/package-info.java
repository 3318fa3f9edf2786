/** Commands, events and the fold of invoice reconciliation records. */
@NullMarked
package org.ocpiplatform.contract.invoicereconciliation;

import org.jspecify.annotations.NullMarked;
