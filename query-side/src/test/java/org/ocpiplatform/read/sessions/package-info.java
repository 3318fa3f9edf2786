/** Tests of Sessions as partners see them. */
@NullMarked
package org.ocpiplatform.read.sessions;

import org.jspecify.annotations.NullMarked;
