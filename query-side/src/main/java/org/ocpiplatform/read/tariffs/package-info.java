/** Tariffs as partners see them. */
@NullMarked
package org.ocpiplatform.read.tariffs;

import org.jspecify.annotations.NullMarked;
