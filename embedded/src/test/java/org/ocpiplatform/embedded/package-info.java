/** Tests of the data directory. */
@NullMarked
package org.ocpiplatform.embedded;

import org.jspecify.annotations.NullMarked;
