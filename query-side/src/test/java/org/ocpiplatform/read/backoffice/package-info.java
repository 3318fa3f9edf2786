/** Tests of companies and login sessions as the edge sees them. */
@NullMarked
package org.ocpiplatform.read.backoffice;

import org.jspecify.annotations.NullMarked;
