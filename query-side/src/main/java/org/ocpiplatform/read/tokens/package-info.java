/** Tokens as partners see them. */
@NullMarked
package org.ocpiplatform.read.tokens;

import org.jspecify.annotations.NullMarked;
