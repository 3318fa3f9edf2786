/** Invoice reconciliation records: the aggregate and its rules (OCPI 2.3.0, chapter Invoice reconciliation). */
@NullMarked
package org.ocpiplatform.write.invoicereconciliation;

import org.jspecify.annotations.NullMarked;
