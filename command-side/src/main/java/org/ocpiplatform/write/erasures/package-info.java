/** Erasures: a driver's key is deleted, and what was made of the driver's data is made anew. */
@NullMarked
package org.ocpiplatform.write.erasures;

import org.jspecify.annotations.NullMarked;
