/** Tests of the stores of images. */
@NullMarked
package org.ocpiplatform.read.images;

import org.jspecify.annotations.NullMarked;
