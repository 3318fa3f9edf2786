/** A read store and an event store for tests of the query side. */
@NullMarked
package org.ocpiplatform.read;

import org.jspecify.annotations.NullMarked;
