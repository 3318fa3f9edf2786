/** Load on a server and what comes of it. */
@NullMarked
package org.ocpiplatform.bench.measure;

import org.jspecify.annotations.NullMarked;
