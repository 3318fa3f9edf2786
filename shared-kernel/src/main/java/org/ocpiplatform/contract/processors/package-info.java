/** How event processors remember where they are. */
@NullMarked
package org.ocpiplatform.contract.processors;

import org.jspecify.annotations.NullMarked;
