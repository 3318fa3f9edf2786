/** Commands, events and the fold of Tariffs. */
@NullMarked
package org.ocpiplatform.contract.tariffs;

import org.jspecify.annotations.NullMarked;
