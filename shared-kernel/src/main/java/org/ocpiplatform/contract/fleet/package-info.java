/** What an operator's back office is shown of its own locations and EVSEs. */
@NullMarked
package org.ocpiplatform.contract.fleet;

import org.jspecify.annotations.NullMarked;
