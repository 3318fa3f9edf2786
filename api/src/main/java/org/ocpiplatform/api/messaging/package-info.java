/** The edge's way to the command side and the query side: bounded waits, and causes instead of wrappers. */
@NullMarked
package org.ocpiplatform.api.messaging;

import org.jspecify.annotations.NullMarked;
