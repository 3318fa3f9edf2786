/** Partners and the parties they claim. */
@NullMarked
package org.ocpiplatform.write.partners;

import org.jspecify.annotations.NullMarked;
