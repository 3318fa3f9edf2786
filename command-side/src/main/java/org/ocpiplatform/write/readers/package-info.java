/** Those who may read what happened here and are no partners. */
@NullMarked
package org.ocpiplatform.write.readers;

import org.jspecify.annotations.NullMarked;
