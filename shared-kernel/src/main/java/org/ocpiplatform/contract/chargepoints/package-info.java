/** The way to the charge points of the CPOs on this platform (docs/adr/0023). */
@NullMarked
package org.ocpiplatform.contract.chargepoints;

import org.jspecify.annotations.NullMarked;
