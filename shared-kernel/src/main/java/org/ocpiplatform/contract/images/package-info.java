/** Uploaded images: what stores them and gives them back. */
@NullMarked
package org.ocpiplatform.contract.images;

import org.jspecify.annotations.NullMarked;
