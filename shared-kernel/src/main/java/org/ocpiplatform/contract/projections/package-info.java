/** Questions about the state of projections. */
@NullMarked
package org.ocpiplatform.contract.projections;

import org.jspecify.annotations.NullMarked;
