/** Tests of partners as the edge and administrators see them. */
@NullMarked
package org.ocpiplatform.read.partners;

import org.jspecify.annotations.NullMarked;
