/** CDRs as partners see them. */
@NullMarked
package org.ocpiplatform.read.cdrs;

import org.jspecify.annotations.NullMarked;
