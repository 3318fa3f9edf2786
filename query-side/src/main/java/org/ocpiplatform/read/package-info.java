/** The query side: projections in MongoDB and the queries they answer. */
@NullMarked
package org.ocpiplatform.read;

import org.jspecify.annotations.NullMarked;
