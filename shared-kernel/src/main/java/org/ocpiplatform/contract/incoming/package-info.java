/** Requests of partners to the charge points of the CPOs on this platform (docs/adr/0022). */
@NullMarked
package org.ocpiplatform.contract.incoming;

import org.jspecify.annotations.NullMarked;
