/** What the machine can do at most: the same HTTP stack and the same PostgreSQL without a platform between. */
@NullMarked
package org.ocpiplatform.bench.floor;

import org.jspecify.annotations.NullMarked;
