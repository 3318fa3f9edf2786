/** Commands, events and the fold of CDRs. */
@NullMarked
package org.ocpiplatform.contract.cdrs;

import org.jspecify.annotations.NullMarked;
