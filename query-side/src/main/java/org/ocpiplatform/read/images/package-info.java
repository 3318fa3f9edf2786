/** Stores for the bytes of uploaded images. */
@NullMarked
package org.ocpiplatform.read.images;

import org.jspecify.annotations.NullMarked;
