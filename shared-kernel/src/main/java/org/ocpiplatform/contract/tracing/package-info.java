/** How the parts of the platform leave traces, without knowing who keeps them. */
@NullMarked
package org.ocpiplatform.contract.tracing;

import org.jspecify.annotations.NullMarked;
