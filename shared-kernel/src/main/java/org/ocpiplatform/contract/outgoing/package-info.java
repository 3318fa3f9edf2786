/** Requests of the parties on this platform to charge points of partners (docs/adr/0022). */
@NullMarked
package org.ocpiplatform.contract.outgoing;

import org.jspecify.annotations.NullMarked;
