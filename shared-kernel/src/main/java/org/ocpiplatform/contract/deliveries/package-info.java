/** What became of the pushes to partners: a ledger of deliveries, and the resyncs that compare what partners hold. */
@NullMarked
package org.ocpiplatform.contract.deliveries;

import org.jspecify.annotations.NullMarked;
