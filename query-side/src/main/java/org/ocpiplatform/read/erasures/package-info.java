/** Erasures as they stand. */
@NullMarked
package org.ocpiplatform.read.erasures;

import org.jspecify.annotations.NullMarked;
