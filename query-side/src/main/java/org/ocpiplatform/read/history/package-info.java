/** How objects stood at any moment, folded from their events by the folds that the projections use. */
@NullMarked
package org.ocpiplatform.read.history;

import org.jspecify.annotations.NullMarked;
