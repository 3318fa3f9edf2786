/** A server speaking MongoDB's protocol inside the application, with ordered indexes and persistence on disk. */
@NullMarked
package org.ocpiplatform.embedded.mongo;

import org.jspecify.annotations.NullMarked;
