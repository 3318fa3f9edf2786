/** The interfaces of the Invoice reconciliation module. */
@NullMarked
package org.ocpiplatform.api.ocpi.invoicereconciliation;

import org.jspecify.annotations.NullMarked;
