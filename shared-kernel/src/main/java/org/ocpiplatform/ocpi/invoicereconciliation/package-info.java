/** Objects of the Invoice reconciliation module (OCPI 2.3.0, chapter Invoice reconciliation). */
@NullMarked
package org.ocpiplatform.ocpi.invoicereconciliation;

import org.jspecify.annotations.NullMarked;
