/** Calls to partners: the one place that knows their addresses, tokens, limits and moods. */
@NullMarked
package org.ocpiplatform.write.outbound;

import org.jspecify.annotations.NullMarked;
