/** Tokens: the aggregate and its rules (OCPI 2.3.0, chapter Tokens). */
@NullMarked
package org.ocpiplatform.write.tokens;

import org.jspecify.annotations.NullMarked;
