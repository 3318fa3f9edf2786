/** Tests of what every projection shares. */
@NullMarked
package org.ocpiplatform.read.projection;

import org.jspecify.annotations.NullMarked;
